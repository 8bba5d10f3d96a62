import type { PartyRole } from '#contract'

export const partyRoleNames: Record<PartyRole, string> = {
  petitioner: 'Petitioner',
  beneficiary: 'Beneficiary',
  applicant: 'Applicant',
  requestor: 'Requestor',
  derivative: 'Derivative',
  sponsor: 'Sponsor'
}

/** Words of the parties of a case. */
export const partiesText = {
  title: 'Parties',
  empty: 'Nobody is named yet: who files, and for whom.',
  loading: 'Loading parties',
  add: 'Add party',
  contact: 'Contact',
  archived: 'Archived',
  removeLabel: (name: string, role: string): string => `Remove ${name}, ${role}`,
  removeTitle: 'Remove from this case?',
  removeBody: (name: string, role: string): string =>
    `${name} is then no longer ${role.toLowerCase()} of this case. The client or contact itself stays.`,
  removeConfirm: 'Remove party',
  removed: (name: string): string => `${name} removed from the case.`,
  added: (name: string, role: string): string => `${name} added as ${role.toLowerCase()}.`,
  form: {
    title: 'Add party',
    role: 'Role',
    roleChoose: 'Choose a role',
    roleMissing: 'Choose the role in this case.',
    search: 'Client or contact',
    searchHint: 'Part of the name. A new contact can be added here as well.',
    whoMissing: 'Choose a client or contact, or add a new one.',
    matches: 'Client or contact',
    client: 'Client',
    contact: 'Contact',
    newPerson: (name: string): string => `New contact, a person: ${name}`,
    newCompany: (name: string): string => `New contact, a company: ${name}`,
    change: 'Change',
    noMatches: 'Nobody of this name is here. Type the whole name to add a contact.',
    more: (shown: number, total: number): string => `${shown} of ${total} shown; type more of the name.`,
    save: 'Add party',
    cancel: 'Cancel'
  }
} as const
