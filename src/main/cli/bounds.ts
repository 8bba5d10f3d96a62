/** Bytes read of a file at most; longer ones are refused before they are understood. */
export const passphraseMaxBytes = 4096
export const codesMaxBytes = 16_384
export const addressMaxBytes = 8192
/** A verification code with its spaces. */
export const verificationCodeMaxBytes = 100
/** As the core's bound on an imported file. */
export const importFileMaxBytes = 64 * 1024 * 1024
/** As the core's bound on a QR picture, so that a larger file is not read to its end. */
export const pictureMaxBytes = 20 * 1024 * 1024
/** As the core's bound on a table. */
export const tableMaxBytes = 64 * 1024 * 1024
