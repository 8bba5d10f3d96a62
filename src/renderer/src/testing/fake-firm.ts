import type {
  AccessCode,
  Account,
  AuditRow,
  BackupCodeSet,
  Case,
  Client,
  Contact,
  Matter,
  Member,
  Party,
  Path,
  Portal,
  Representative,
  SecondFactor
} from '#contract'

/** Made-up records for rendering screens without main. Deterministic but for the clock passed in. */
export interface FakeFirm {
  readonly portals: readonly Portal[]
  clients: Client[]
  cases: Case[]
  matters: Matter[]
  contacts: Contact[]
  parties: Party[]
  representatives: Representative[]
  accounts: Account[]
  backupCodes: Map<string, BackupCodeSet[]>
  accessCodes: AccessCode[]
  members: Member[]
  factors: SecondFactor[]
  paths: Path[]
  audit: AuditRow[]
}

const dayMs = 86_400_000

export const isoDate = (now: number, days: number): string => new Date(now + days * dayMs).toISOString().slice(0, 10)

/** A well-formed UUIDv7 made of a counter. */
export const fakeId = (count: number): string => `01930000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`

const portal = (id: string, name: string, shortName: string, more: Partial<Portal>): Portal => ({
  id,
  version: 1,
  name,
  shortName,
  usernameLabel: 'E-mail address',
  accountNumber: null,
  sharingNote: null,
  authenticatorOffered: true,
  authenticatorLimit: 1,
  backupCodes: { scheme: 'one', count: 1, staleAfterReenrolment: true, note: null },
  accessCode: null,
  passcode: null,
  draft: null,
  factorsOffered: ['email', 'text', 'authenticator'],
  signInProviders: ['own'],
  helpDesk: { businessDays: 10, page: null, topics: [], contact: null },
  lockOutMinutes: 60,
  signInClocks: [{ days: 60, what: 'The firm’s own reminder to sign in.', certainty: 'U' }],
  passwordClock: null,
  lowBackupCodes: null,
  hosts: [],
  facts: [],
  ...more
})

export const fakePortals: readonly Portal[] = [
  portal('uscis', 'USCIS online account', 'USCIS', {
    accountNumber: { label: 'USCIS Online Account Number', pattern: '^[0-9]{12}$', hint: '12 digits' },
    sharingNote: 'USCIS forbids sharing a login: each person uses their own account.',
    accessCode: { name: 'Online Access Code', lifetimeDays: 90, expiringFromDaysLeft: 14, note: null },
    passcode: { name: 'Representative passcode', lifetimeDays: 30, expiringFromDaysLeft: 7, certainty: 'C', note: null },
    draft: { lifetimeDays: 30, expiringFromDaysLeft: 7, certainty: 'A', note: null }
  }),
  portal('login-gov', 'Login.gov', 'Login.gov', {
    backupCodes: { scheme: 'ten-each-once', count: 10, staleAfterReenrolment: false, note: null }
  }),
  portal('pacer', 'PACER', 'PACER', {
    usernameLabel: 'Username',
    backupCodes: { scheme: 'none', count: 0, staleAfterReenrolment: false, note: null }
  })
]

const names = [
  'Abebe, Selam',
  'Adeyemi, Tunde',
  'Alvarez Ruiz, Carmen',
  'Bashir, Omar',
  'Chen, Li-Hua',
  'Dubois, Camille',
  'Fernández Ortega, José Luis',
  'Garcia Lopez, Maria',
  'Haddad, Nour',
  'Ivanova, Darya',
  'Kowalski Fabrication LLC',
  'Mbeki, Thandiwe',
  'Nguyen, Minh Anh',
  'Okafor, Chidinma',
  'Petrosyan, Ani',
  'Quiroga, Valentina',
  'Rahman, Farhana',
  'Santos, João Pedro',
  'Tanaka Robotics, Inc.',
  'Wójcik, Agnieszka'
]

function fakeClient(name: string, index: number, now: number): Client {
  const isCompany = /LLC|Inc\./.test(name)
  const mailbox = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z]+/g, '.')
    .replace(/\.$/, '')
    .toLowerCase()
  return {
    id: fakeId(index + 1),
    kind: isCompany ? 'company' : 'person',
    name,
    otherNames: '',
    email: `${mailbox}@example.com`,
    phone: '(555) 010-0100',
    aNumber: isCompany ? '' : `A${200_100_000 + index * 7}`,
    fileNumber: `2026-${String(index + 101)}`,
    notes: '',
    bornOn: null,
    isSample: true,
    archivedAt: null,
    createdAt: now - 90 * dayMs,
    updatedAt: now - 3 * dayMs,
    revision: 1
  }
}

/** The account number `index` of the firm: portals, custody and states in turn, so that each look occurs. */
function fakeAccount(client: Client, index: number, now: number): Account {
  const at = fakePortals[index % 3] as Portal
  const custody = (['firm-holds', 'client-holds', 'firm-holds', 'tracked-only'] as const)[index % 4] ?? 'firm-holds'
  const id = fakeId(1000 + index)
  const authenticatorId = fakeId(2000 + index)
  const state = custody === 'firm-holds' ? (index % 8 === 2 ? 'unconfirmed' : 'confirmed') : 'none'
  const backup = (['unused', 'presumed-stale', 'none', 'used'] as const)[index % 4] ?? 'none'
  const daysLeft = [61, 9, -3, 30][index % 4] ?? 30
  const hasAccessCode = at.accessCode !== null
  const recoverability = (['yes', 'with-person', 'help-desk', 'no', 'unknown'] as const)[index % 5] ?? 'unknown'
  return {
    id,
    clientId: client.id,
    clientName: client.name,
    portalId: at.id,
    portalName: at.shortName,
    username: at.id === 'pacer' ? `user${index}` : client.email,
    nickname: '',
    accountNumber: at.id === 'uscis' ? String(100_000_000_000 + index * 971) : '',
    custody,
    signInProvider: 'own',
    recoverability,
    lastSignedInOn: index % 3 === 0 ? isoDate(now, -12 - index) : null,
    passwordChangedOn: null,
    consentOn: custody === 'firm-holds' ? isoDate(now, -60) : null,
    authenticator: { state, id: state === 'none' ? null : authenticatorId },
    backupCode: { status: backup, unused: backup === 'unused' ? 1 : 0, total: backup === 'none' ? 0 : 1 },
    accessCode: hasAccessCode
      ? { status: daysLeft < 0 ? 'expired' : daysLeft < 14 ? 'expiring' : 'new', expiresOn: isoDate(now, daysLeft), daysLeft }
      : null,
    archivedAt: null,
    notes: '',
    moreAuthenticators: [],
    pendingAuthenticator: null,
    authenticators: [],
    secretsForbidden: custody === 'firm-holds' ? null : custody,
    authenticatorDetail:
      state === 'none'
        ? null
        : {
            id: authenticatorId,
            accountId: id,
            kind: 'totp',
            issuer: at.shortName,
            label: client.email,
            algorithm: 'SHA1',
            digits: 6,
            periodSeconds: 30,
            nickname: '',
            confirmedAt: state === 'confirmed' ? now - 40 * dayMs : null,
            createdAt: now - 40 * dayMs
          },
    createdAt: now - 90 * dayMs,
    updatedAt: now - 2 * dayMs,
    revision: 1
  }
}

function fakeAudit(accounts: readonly Account[], now: number): AuditRow[] {
  const events = [
    'verification-code.copied',
    'account.changed',
    'backup-code.revealed',
    'access-code.recorded',
    'vault.opened',
    'authenticator.confirmed'
  ] as const
  return Array.from({ length: 120 }, (_, index) => {
    const event = events[index % events.length] ?? 'vault.opened'
    const account = event === 'vault.opened' ? undefined : accounts[index % accounts.length]
    return {
      seq: index + 1,
      at: now - (120 - index) * 47 * 60_000,
      actor: index % 5 === 0 ? 'Jordan Ellis' : 'Dana Whitfield',
      device: 'FRONT-DESK-2',
      event,
      clientId: account?.clientId ?? null,
      clientName: account?.clientName ?? null,
      accountId: account?.id ?? null,
      accountName: account ? `${account.portalName} · ${account.username}` : null,
      details: event === 'account.changed' ? { fields: ['nickname', 'accountNumber'] } : {}
    }
  })
}

function fakeMembers(leftOn: string | null = null): Member[] {
  return [
    { id: fakeId(7000), name: 'Dana Whitfield', leftOn: null, factorCount: 5, isActing: true },
    { id: fakeId(7001), name: 'Jordan Ellis', leftOn: null, factorCount: 5, isActing: false },
    ...(leftOn === null ? [] : [{ id: fakeId(7002), name: 'Sam Okoye', leftOn, factorCount: 4, isActing: false }])
  ]
}

function fakeFactor(account: Account, index: number, members: readonly Member[], now: number): SecondFactor {
  const member = members[index % members.length]
  return {
    id: fakeId(7100 + index),
    accountId: account.id,
    kind: (['text', 'email', 'passkey'] as const)[index % 3] ?? 'text',
    holderKind: 'member',
    memberId: member?.id ?? null,
    holderName: '',
    detail: index % 2 === 0 ? 'ends in 0142' : '',
    addedOn: isoDate(now, -200),
    heldBy: member?.name ?? '',
    holderHasLeft: member?.leftOn !== null,
    retiredAt: null,
    createdAt: now - 30 * dayMs
  }
}

export function emptyFirm(): FakeFirm {
  return {
    portals: fakePortals,
    clients: [],
    cases: [],
    matters: [],
    contacts: [],
    parties: [],
    representatives: [],
    accounts: [],
    backupCodes: new Map(),
    accessCodes: [],
    members: fakeMembers(),
    factors: [],
    paths: [],
    audit: []
  }
}

/** Twenty clients with two accounts each. */
export function filledFirm(now: number): FakeFirm {
  const clients = names.map((name, index) => fakeClient(name, index, now))
  const accounts = clients.flatMap((client, index) => [fakeAccount(client, index * 2, now), fakeAccount(client, index * 2 + 1, now)])
  const cases = clients.map(
    (client, index): Case => ({
      id: fakeId(3000 + index),
      clientId: client.id,
      matterId: null,
      receiptNumber: `IOE${String(9_200_000_000 + index * 131)}`,
      numberKind: 'receipt',
      form: index % 2 === 0 ? 'I-485' : 'I-765',
      office: '',
      filedOn: null,
      trackingNumber: '',
      receivedOn: isoDate(now, -80 + index),
      noticeOn: isoDate(now, -78 + index),
      priorityOn: null,
      decidedOn: null,
      note: '',
      status: null,
      daysSinceChecked: null,
      freshness: 'never-checked',
      createdAt: now - 80 * dayMs
    })
  )
  const accessCodes = accounts.flatMap((account, index): AccessCode[] =>
    account.accessCode
      ? [
          {
            id: fakeId(4000 + index),
            accountId: account.id,
            status: account.accessCode.status,
            noticeOn: isoDate(now, account.accessCode.daysLeft - 90),
            expiresOn: account.accessCode.expiresOn,
            expiryEdited: false,
            daysLeft: account.accessCode.daysLeft,
            addressee: 'client',
            receiptNumbers: [],
            hasValue: account.custody === 'firm-holds',
            usedAt: null,
            usedBy: null,
            usedByOther: false,
            link: null,
            replacedAt: null,
            replacementRequestedOn: null,
            replacementDueOn: null,
            recordedAt: now - 20 * dayMs,
            recordedBy: 'Dana Whitfield'
          }
        ]
      : []
  )
  const backupCodes = new Map(
    accounts
      .filter((account) => account.backupCode.status !== 'none')
      .map((account, index) => [
        account.id,
        [
          {
            id: fakeId(5000 + index),
            issuedOn: isoDate(now, -40),
            keptAt: 'Fire safe, client folder',
            paperCheckedOn: null,
            paperCheckedBy: null,
            recordedAt: now - 40 * dayMs,
            recordedBy: 'Dana Whitfield',
            replacedAt: null,
            codes: [
              {
                id: fakeId(6000 + index),
                position: 1,
                state: account.backupCode.status === 'used' ? ('used' as const) : ('unused' as const),
                usedAt: account.backupCode.status === 'used' ? now - dayMs : null,
                usedBy: account.backupCode.status === 'used' ? 'Dana Whitfield' : null,
                usedFor: '',
                usedForCase: null,
                reservation: null,
                voidedAt: null,
                voidedBy: null,
                voidReason: ''
              }
            ]
          }
        ]
      ])
  )
  const members = fakeMembers(isoDate(now, -20))
  const factors = accounts.filter((_, index) => index % 3 === 0).map((account, index) => fakeFactor(account, index, members, now))
  return {
    portals: fakePortals,
    clients,
    cases,
    matters: [],
    contacts: [],
    parties: [],
    representatives: [],
    accounts,
    backupCodes,
    accessCodes,
    members,
    factors,
    paths: [],
    audit: fakeAudit(accounts, now)
  }
}
