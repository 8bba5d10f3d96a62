/**
 * What a page of ours may do. `connect-src 'none'`: it talks to main through the bridge alone. The one style hash is React Aria's only <style>
 * element (touch-action of pressable things, usePress.ts of react-aria 3.x, put into every page by its first button); its text is fixed, so the
 * hash admits exactly that. An update that changes the text shows as a policy violation, which fails every end-to-end test.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'"
].join('; ')

/** What asks for hardware or for the clipboard is not there for any script, before a permission is asked for. */
const absent = ['camera', 'display-capture', 'geolocation', 'hid', 'microphone', 'midi', 'payment', 'serial', 'usb']

/** Sent with every answer of app://, also with refusals. */
export const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'permissions-policy': absent.map((feature) => `${feature}=()`).join(', '),
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store'
} as const
