import type { Case, Party, PartyRole, Representative, RepresentativeKind } from '#contract'
import { partyRoles } from '#contract/vocabulary'

export interface MatterParty {
  /** Id of the client or contact. */
  readonly id: string
  readonly name: string
  readonly clientId: string | null
  /** Each with the receipt numbers of the cases, in the order of the word list. */
  readonly roles: readonly { readonly role: PartyRole; readonly receipts: readonly string[] }[]
}
export interface MatterRepresentative {
  readonly id: string
  readonly name: string
  readonly kind: RepresentativeKind
  /** Receipt numbers of the cases in which a G-28 is in effect. */
  readonly receipts: readonly string[]
}
export interface MatterPeople {
  readonly parties: readonly MatterParty[]
  readonly representatives: readonly MatterRepresentative[]
  /** Receipt numbers of the cases without a G-28 in effect. */
  readonly withoutAccess: readonly string[]
}

/** Everybody in the cases of a matter, once each. */
export function peopleOf(cases: readonly Case[], parties: readonly Party[], representatives: readonly Representative[]): MatterPeople {
  const receiptOf = new Map(cases.map(({ id, receiptNumber }) => [id, receiptNumber]))
  const receipts = (ofCases: readonly { readonly caseId: string }[]): string[] => [
    ...new Set(ofCases.map(({ caseId }) => receiptOf.get(caseId) ?? ''))
  ]
  const inEffect = representatives.filter(({ status }) => status === 'in-effect')
  return {
    parties: [...Map.groupBy(parties, ({ clientId, contactId }) => clientId ?? contactId ?? '')].map(([id, own]) => ({
      id,
      name: own[0]?.name ?? '',
      clientId: own[0]?.clientId ?? null,
      roles: partyRoles
        .map((role) => ({ role, receipts: receipts(own.filter((one) => one.role === role)) }))
        .filter((one) => one.receipts.length > 0)
    })),
    representatives: [...Map.groupBy(representatives, ({ memberId, name, kind }) => `${kind} ${memberId ?? name}`)].map(([id, own]) => ({
      id,
      name: own[0]?.name ?? '',
      kind: own[0]?.kind ?? 'attorney',
      receipts: receipts(own.filter(({ status }) => status === 'in-effect'))
    })),
    withoutAccess: cases.filter(({ id }) => !inEffect.some(({ caseId }) => caseId === id)).map(({ receiptNumber }) => receiptNumber)
  }
}
