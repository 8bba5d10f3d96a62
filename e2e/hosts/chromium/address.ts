/** Chromium has no app:// scheme to give, so the window lives at an https address that never leaves the process; main sees the real one. */
const appOrigin = 'app://keydocket'
export const webOrigin = 'https://keydocket.localhost'

/** app://keydocket/x -> https://keydocket.localhost/x; any other address stays. */
export function toWebAddress(address: string): string {
  return replaceOrigin(address, appOrigin, webOrigin)
}

/** https://keydocket.localhost/x -> app://keydocket/x; any other address stays. */
export function toAppAddress(address: string): string {
  return replaceOrigin(address, webOrigin, appOrigin)
}

function replaceOrigin(address: string, from: string, to: string): string {
  const rest = address.slice(from.length)
  return address.startsWith(from) && /^([/?#]|$)/.test(rest) ? to + rest : address
}
