import { authenticatorImportsText } from '../../text/authenticator-imports.ts'

/** An entry by the names it brings. */
export const entryName = ({ issuer, label }: { readonly issuer: string; readonly label: string }): string =>
  [issuer, label].filter((part) => part !== '').join(', ') || authenticatorImportsText.preview.nameless
