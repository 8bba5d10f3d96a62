import type { ClientKind, PartyRole, RepresentativeKind } from '#contract'
import { addDays } from '../../calendar.ts'

/** A sample client by its name; its cases by their place in the sample. */
export interface SampleMatter {
  readonly client: string
  readonly title: string
  readonly fileNumber: string
  readonly openedOn: string | null
  readonly closedOn: string | null
  readonly notes: string
  readonly cases: readonly number[]
}
export interface SampleContact {
  readonly kind: ClientKind
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly note: string
}
export interface SampleParty {
  readonly client: string
  readonly case: number
  readonly role: PartyRole
  /** A client or a contact of the sample. */
  readonly party: { readonly client: string } | { readonly contact: string }
}
export interface SampleRepresentative {
  readonly client: string
  readonly case: number
  readonly kind: RepresentativeKind
  readonly name: string
  readonly givenOn: string
  readonly withdrawnOn: string | null
}

const note = 'Sample contact, made up.'

/** Engagements of the sample firm with the people in their cases, dates relative to `today` (`YYYY-MM-DD`). Throws RangeError when that is no date. */
export function sampleMatters(today: string) {
  const daysAgo = (days: number): string => addDays(today, -days)
  const matter = (
    client: string,
    title: string,
    number: number,
    days: { readonly opened: number | null; readonly closed?: number },
    cases: readonly number[],
    notes = ''
  ): SampleMatter => ({
    client,
    title,
    fileNumber: `SAMPLE-M${String(number).padStart(3, '0')}`,
    openedOn: days.opened === null ? null : daysAgo(days.opened),
    closedOn: days.closed === undefined ? null : daysAgo(days.closed),
    notes,
    cases
  })
  const matters: readonly SampleMatter[] = [
    matter('Adeyemi, Oluwaseun', 'Adjustment of status through marriage', 1, { opened: 225 }, [0, 1, 2, 3], 'Fee agreement signed.'),
    matter('Álvarez Quintero, Lucía', 'Adjustment of status through marriage', 2, { opened: 158 }, [0, 1, 2, 3]),
    matter('Đặng, Thị Mai', 'Removal of conditions', 3, { opened: 205, closed: 33 }, [0]),
    matter('Đặng, Thị Mai', 'Naturalization', 4, { opened: 32 }, [1]),
    matter('Kim, Seo-yeon', 'O-1 and immigrant petition', 5, { opened: 268 }, [0, 1]),
    matter('Patel, Rohan', 'Employment-based green card', 6, { opened: 375 }, [0, 1, 2], 'Employer pays; copies of every notice to both.'),
    matter('Bluebird Robotics Inc. (sample)', 'H-1B and green card for R. Patel', 7, { opened: 590 }, [0, 1]),
    matter('Nakamura, Haruto', 'Consultation, scope open', 8, { opened: null }, [], 'Engagement letter out for signature.')
  ]
  const contacts: readonly SampleContact[] = [
    {
      kind: 'person',
      name: 'Adeyemi, Grace',
      email: 'grace.adeyemi@example.com',
      phone: '(202) 555-0171',
      note: `${note} Spouse, U.S. citizen.`
    },
    { kind: 'person', name: 'Quintero, Daniel', email: 'd.quintero@example.com', phone: '(202) 555-0172', note },
    {
      kind: 'company',
      name: 'Saltmarsh Dance Theater (sample)',
      email: 'office.saltmarsh@example.net',
      phone: '(202) 555-0173',
      note: `${note} Petitions for Seo-yeon Kim.`
    },
    { kind: 'person', name: 'Adeyemi, Paul', email: '', phone: '(202) 555-0174', note: `${note} Joint sponsor.` }
  ]
  const party = (client: string, place: number, role: PartyRole, whom: SampleParty['party']): SampleParty => ({
    client,
    case: place,
    role,
    party: whom
  })
  const parties: readonly SampleParty[] = [
    party('Adeyemi, Oluwaseun', 0, 'petitioner', { contact: 'Adeyemi, Grace' }),
    party('Adeyemi, Oluwaseun', 0, 'beneficiary', { client: 'Adeyemi, Oluwaseun' }),
    party('Adeyemi, Oluwaseun', 1, 'applicant', { client: 'Adeyemi, Oluwaseun' }),
    party('Adeyemi, Oluwaseun', 1, 'sponsor', { contact: 'Adeyemi, Paul' }),
    party('Álvarez Quintero, Lucía', 0, 'petitioner', { contact: 'Quintero, Daniel' }),
    party('Álvarez Quintero, Lucía', 0, 'beneficiary', { client: 'Álvarez Quintero, Lucía' }),
    party('Kim, Seo-yeon', 0, 'petitioner', { contact: 'Saltmarsh Dance Theater (sample)' }),
    party('Kim, Seo-yeon', 0, 'beneficiary', { client: 'Kim, Seo-yeon' }),
    party('Patel, Rohan', 0, 'petitioner', { client: 'Bluebird Robotics Inc. (sample)' }),
    party('Patel, Rohan', 0, 'beneficiary', { client: 'Patel, Rohan' }),
    party('Patel, Rohan', 1, 'petitioner', { client: 'Bluebird Robotics Inc. (sample)' }),
    party('Patel, Rohan', 1, 'beneficiary', { client: 'Patel, Rohan' })
  ]
  const appearance = (
    client: string,
    place: number,
    given: number,
    { kind = 'attorney', name = 'Dana Whitfield (sample)', withdrawn }: Partial<SampleRepresentative> & { readonly withdrawn?: number } = {}
  ): SampleRepresentative => ({
    client,
    case: place,
    kind,
    name,
    givenOn: daysAgo(given),
    withdrawnOn: withdrawn === undefined ? null : daysAgo(withdrawn)
  })
  const representatives: readonly SampleRepresentative[] = [
    ...[0, 1, 2, 3].map((place) => appearance('Adeyemi, Oluwaseun', place, 104)),
    appearance('Álvarez Quintero, Lucía', 0, 92, { name: 'Marta Osei (sample)', kind: 'accredited-representative' }),
    appearance('Đặng, Thị Mai', 0, 192),
    appearance('Kim, Seo-yeon', 0, 262, { name: 'Former counsel, Tomás Bright (sample)', withdrawn: 100 }),
    appearance('Kim, Seo-yeon', 0, 99),
    appearance('Patel, Rohan', 0, 365, { withdrawn: 40 }),
    appearance('Patel, Rohan', 1, 204)
  ]
  return { matters, contacts, parties, representatives }
}
