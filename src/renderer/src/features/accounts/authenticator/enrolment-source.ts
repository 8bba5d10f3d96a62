import type { authenticatorBounds, HashAlgorithm, maxPictureBytes } from '#contract'

/** The contract's bounds, repeated because its module loads the schema library; their types make sure they are the same numbers. */
export const bounds: typeof authenticatorBounds = {
  minDigits: 5,
  maxDigits: 10,
  minPeriodSeconds: 1,
  maxPeriodSeconds: 86_400,
  maxSecretBytes: 256
}
const pictureLimit = 20 * 1024 * 1024
/** Bytes of a picture at most. */
export const maxPicture: typeof maxPictureBytes = pictureLimit

export const sources = ['picture', 'address', 'key'] as const
export type Source = (typeof sources)[number]

/** What is typed in the dialog before it is read. */
export interface TypedEnrolment {
  readonly address: string
  readonly key: string
  readonly algorithm: HashAlgorithm
  readonly digits: string
  readonly period: string
}

/** The settings nearly every portal uses. */
export const nothingTyped: TypedEnrolment = { address: '', key: '', algorithm: 'SHA1', digits: '6', period: '30' }

/** The seconds per code as a number, or null when the text is no whole number within the bounds. */
export function periodFrom(text: string): number | null {
  const seconds = /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  return seconds >= bounds.minPeriodSeconds && seconds <= bounds.maxPeriodSeconds ? seconds : null
}

/** The first picture among pasted or dropped things, or null. */
export function pictureFrom(data: DataTransfer | null): File | null {
  return [...(data?.files ?? [])].find((file) => file.type.startsWith('image/') || file.type === '') ?? null
}

/** Whether pasted text is an authenticator address rather than anything else. */
export function isAddress(text: string): boolean {
  return /^\s*otpauth:\/\//i.test(text)
}
