/** What the log was known to be, kept outside the database: number of a row and the first 16 hex digits of its hash. */
export interface Anchor {
  readonly seq: number
  readonly hashPrefix: string
}

/** `off`: nothing outside the database keeps an anchor here. `unreadable`: the place did not answer. */
export type AnchorAnswer =
  | { readonly kind: 'off' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly anchor: Anchor }

/** A place outside the database. Never throws and holds up nothing. */
export interface AnchorPlace {
  read(): Promise<AnchorAnswer>
  write(anchor: Anchor): Promise<void>
}

export const noAnchorPlace: AnchorPlace = { read: async () => ({ kind: 'off' }), write: async () => {} }

export const anchorPrefixLength = 16
