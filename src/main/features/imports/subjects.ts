import type { ClientKind, ImportField } from '#contract'

/** A record as the import sees it: what is stored (null for one it will add), and what it comes to be. */
export interface Subject<Fields> {
  readonly stored: { readonly id: string } | null
  fields: Fields
  /** What rows said so far, each with the line that said it: a later row may not say otherwise. */
  readonly said: Map<ImportField, { readonly value: string; readonly line: number }>
  readonly changed: Set<ImportField>
}

export interface ClientFields {
  readonly externalKey: string
  readonly kind: ClientKind
  readonly name: string
  readonly otherNames: string
  readonly bornOn: string | null
  readonly email: string
  readonly phone: string
  readonly aNumber: string
  readonly fileNumber: string
  readonly notes: string
}
export interface MatterFields {
  readonly externalKey: string
  readonly title: string
  readonly fileNumber: string
  readonly openedOn: string | null
  readonly closedOn: string | null
  readonly notes: string
}
export interface CaseFields {
  readonly receiptNumber: string
  readonly form: string
  readonly office: string
  readonly filedOn: string | null
  readonly receivedOn: string | null
  readonly noticeOn: string | null
  readonly priorityOn: string | null
  readonly decidedOn: string | null
  readonly note: string
}

export interface ClientSubject extends Subject<ClientFields> {
  readonly isArchived: boolean
  readonly matters: MatterSubject[]
}
export interface MatterSubject extends Subject<MatterFields> {
  readonly client: ClientSubject
}
export interface CaseSubject extends Subject<CaseFields> {
  readonly client: ClientSubject
  matter: MatterSubject | null
  /** Set where the import puts a case that stood outside any matter into one. */
  movesIntoMatter: boolean
  readonly statuses: { readonly text: string; readonly on: string }[]
  readonly newStatuses: { readonly text: string; readonly on: string }[]
}

/** The firm's records that an import may meet; sample ones are not among them. */
export interface KnownRecords {
  readonly clients: readonly (ClientFields & { readonly id: string; readonly isArchived: boolean })[]
  readonly matters: readonly (MatterFields & { readonly id: string; readonly clientId: string })[]
  readonly cases: readonly (CaseFields & { readonly id: string; readonly clientId: string; readonly matterId: string | null })[]
  /** Of the cases whose numbers stand in the file. */
  readonly statuses: readonly { readonly caseId: string; readonly text: string; readonly on: string | null }[]
}

/** How values are compared; given by the features whose values they are. */
export interface Likeness {
  readonly nameWords: (name: string) => string
  readonly emailKey: (email: string) => string
  readonly aNumberKey: (aNumber: string) => string
  readonly titleKey: (title: string) => string
}
