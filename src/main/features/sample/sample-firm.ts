import type {
  Addressee,
  CaseNumberKind,
  ClientKind,
  CustodyMode,
  DraftOutcome,
  HashAlgorithm,
  LinkMethod,
  PasscodeOutcome,
  SignInProvider,
  StatusSource
} from '#contract'
import { companies, ownAccountRows } from './sample-organisations.ts'
import { people } from './sample-people.ts'
import type { AccessRow, AccountRow, AuthenticatorRow, BackupRow, CaseRow, ClientRow, DraftRow, PasscodeRow } from './sample-rows.ts'

export interface SampleCheck {
  /** As the agency writes it. */
  readonly text: string
  readonly statusOn: string
  readonly checkedOn: string
  readonly source: StatusSource
}
export interface SampleCase {
  readonly receiptNumber: string
  readonly numberKind: CaseNumberKind
  readonly form: string
  readonly office: string
  readonly filedOn: string | null
  readonly trackingNumber: string
  readonly receivedOn: string
  readonly noticeOn: string
  readonly priorityOn: string | null
  readonly decidedOn: string | null
  readonly note: string
  /** Oldest check first; empty where nobody has looked yet. */
  readonly checks: readonly SampleCheck[]
}
export interface SampleAuthenticator {
  /** Base32, no padding; always one of the published RFC test keys. */
  readonly secret: string
  readonly algorithm: HashAlgorithm
  readonly digits: number
  readonly periodSeconds: number
  readonly issuer: string
  readonly label: string
  readonly nickname: string
  readonly addedOn: string
  /** Null while unconfirmed. */
  readonly confirmedOn: string | null
}
export interface SampleBackupCodes {
  readonly codes: readonly string[]
  readonly issuedOn: string
  readonly keptAt: string
  /** 1-based, as on the sheet. */
  readonly usedPositions: readonly number[]
  /** Day of the event after which the portal issued a new code; null while the recorded ones are current. */
  readonly staleSince: string | null
  /** A code that a colleague keeps for themselves. */
  readonly reserved: BackupRow['reserved'] | null
}
export interface SampleAccessCode {
  /** Null when only the notice was logged. */
  readonly code: string | null
  readonly noticeOn: string
  /** Null where it follows from the portal's lifetime. */
  readonly expiresOn: string | null
  readonly addressee: Addressee
  readonly receiptNumbers: readonly string[]
  readonly use: {
    readonly on: string
    readonly byOther: boolean
    readonly linkedBy: LinkMethod | null
    /** Day somebody saw the case in the account. */
    readonly verifiedOn: string | null
  } | null
  /** Day a replacement was asked for; null when none was. */
  readonly replacementRequestedOn: string | null
}
export interface SamplePasscode {
  /** Whole name of the client who must act. */
  readonly client: string
  readonly code: string
  readonly form: string
  readonly about: string
  readonly issuedOn: string
  readonly handedOverOn: string | null
  readonly answer: { readonly outcome: PasscodeOutcome; readonly on: string } | null
}
export interface SampleDraft {
  /** Whole name of the client whose filing it is; null for the account's own client. */
  readonly client: string | null
  readonly form: string
  readonly editedOn: string
  readonly note: string
  readonly outcome: DraftOutcome | null
}
export interface SampleAccount {
  readonly portalId: string
  readonly username: string
  readonly nickname: string
  readonly accountNumber: string
  readonly custody: CustodyMode
  readonly signInProvider: SignInProvider
  readonly consentOn: string | null
  readonly notes: string
  readonly authenticator?: SampleAuthenticator
  /** Further ones, at a portal that takes several. */
  readonly moreAuthenticators?: readonly SampleAuthenticator[]
  readonly backupCodes?: SampleBackupCodes
  /** Oldest notice first. A later code replaces an earlier unused one of the same addressee; uses happened before the next notice. */
  readonly accessCodes?: readonly SampleAccessCode[]
  readonly passcodes?: readonly SamplePasscode[]
  readonly drafts?: readonly SampleDraft[]
  readonly signedInOn?: string
}
export interface SampleClient {
  readonly kind: ClientKind
  readonly name: string
  readonly otherNames: string
  readonly email: string
  readonly phone: string
  readonly aNumber: string
  readonly fileNumber: string
  readonly notes: string
  readonly cases: readonly SampleCase[]
  readonly accounts: readonly SampleAccount[]
}

/**
 * The clients of the sample firm with everything that hangs on them, dates relative to `today` (`YYYY-MM-DD`). Same day, same answer.
 * Throws RangeError when `today` is no date.
 */
export function sampleFirm(today: string): SampleClient[] {
  const numbers = createNumbers(today, 100)
  return [...people, ...companies].map((row, index) => clientFromRow(row, index, numbers))
}

/** Accounts of the sample firm's own people: custody `firms-own`, no client. Usernames end in @example.org, as no client's does. */
export function sampleOwnAccounts(today: string): SampleAccount[] {
  const numbers = createNumbers(today, 900)
  return ownAccountRows.map((row) => accountFromRow(row, { email: '', domain: 'example.org', cases: [], numbers }))
}

/**
 * The test key "12345678901234567890" of RFC 4226 appendix D and its lengthened forms of RFC 6238 appendix B (20, 32 and 64 bytes).
 * Everybody knows them, so no code made from the sample can open anything.
 */
const testKeys: Record<HashAlgorithm, string> = {
  SHA1: 'GEZDGNBVGY3TQOJQ'.repeat(2),
  SHA256: `${'GEZDGNBVGY3TQOJQ'.repeat(3)}GEZA`,
  SHA512: `${'GEZDGNBVGY3TQOJQ'.repeat(6)}GEZDGNA`
}

const issuers: Readonly<Record<string, string>> = {
  uscis: 'USCIS',
  'login-gov': 'Login.gov',
  'id-me': 'ID.me',
  pacer: 'PACER',
  'eoir-ecas': 'DOJ Login'
}
const signInProviders: Readonly<Record<string, SignInProvider>> = { 'dol-flag': 'login-gov', 'eoir-ecas': 'doj-login' }
const sheetSizes: Readonly<Record<string, number>> = { 'login-gov': 10, pacer: 10 }

type Numbers = ReturnType<typeof createNumbers>

/** Dates and running numbers of one load. Every number has a valid shape and is plainly made up: receipts read 9999, the rest leads with zeros. */
function createNumbers(today: string, from: number) {
  const start = Date.parse(`${today}T00:00:00Z`)
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== today) throw new RangeError('today is not a calendar date')
  let count = from
  const next = () => {
    count += 1
    return count
  }
  /** Four hexadecimal digits that look unordered; multiplying by an odd number repeats only after 65536. */
  const scattered = () => ((next() * 40503) % 65536).toString(16).padStart(4, '0')
  return {
    daysAgo: (days: number) => new Date(start - days * 86_400_000).toISOString().slice(0, 10),
    receiptNumber: (prefix: string) => `${prefix}9999${String(next()).padStart(6, '0')}`,
    onlineAccountNumber: () => String(next()).padStart(12, '0'),
    /** USCIS-like single codes are short and lower case, sheets come in groups of four. */
    backupCode: (portalId: string) =>
      portalId === 'uscis' ? `sample${scattered()}` : `SMPL-${scattered().toUpperCase()}-${scattered().toUpperCase()}`,
    accessCode: () => `SAMPLE-${scattered().toUpperCase()}`,
    passcode: () => `PASS-${scattered().toUpperCase()}`
  }
}

function clientFromRow(row: ClientRow, index: number, numbers: Numbers): SampleClient {
  const domain = index % 3 === 0 ? 'example.net' : 'example.com'
  const email = `${row.mailbox}@${domain}`
  const kind = row.kind ?? 'person'
  const cases = (row.cases ?? []).map((filing, place) => caseFromRow(filing, index + place, numbers))
  return {
    kind,
    name: row.name,
    otherNames: row.otherNames ?? '',
    email,
    phone: `(202) 555-01${String(index + 10)}`,
    aNumber: kind === 'company' || row.withoutANumber ? '' : `A000-000-${String(101 + index)}`,
    fileNumber: `${numbers.daysAgo(row.opened).slice(0, 4)}-${String(index + 1).padStart(3, '0')}`,
    notes: ['Sample client, made up.', row.notes ?? ''].join(' ').trim(),
    cases,
    accounts: (row.accounts ?? []).map((account) => accountFromRow(account, { email, domain, cases, numbers }))
  }
}

/** Made up like everything here: no agency's own wording. */
const receivedText = 'Sample status: the case was received'
const laterTexts = [
  'Sample status: a receipt notice was sent',
  'Sample status: fingerprints were taken',
  'Sample status: the case is being reviewed'
]

/** Which checks a case has follows from its place: some were looked at this week, some long ago, some never, a few carry a decision. */
function caseFromRow({ prefix, form, received, note }: CaseRow, place: number, { daysAgo, receiptNumber }: Numbers): SampleCase {
  const lastCheck = place % 5 === 4 ? null : Math.min(received - 1, [2, 5, 21, 9][place % 4] as number)
  const text = laterTexts[place % laterTexts.length] as string
  const source = place % 3 === 0 ? 'portal-account' : 'case-status-page'
  const first = { text: receivedText, statusOn: daysAgo(received), checkedOn: daysAgo(Math.max(received - 3, 1)), source } as const
  const isChecked = lastCheck !== null && lastCheck > 0
  return {
    receiptNumber: receiptNumber(prefix),
    numberKind: 'receipt',
    form,
    office: prefix === 'IOE' ? '' : (officeNames[prefix] ?? ''),
    filedOn: daysAgo(received + 4),
    trackingNumber: '',
    receivedOn: daysAgo(received),
    noticeOn: daysAgo(Math.max(received - 2, 0)),
    priorityOn: form === 'I-130' || form === 'I-140' ? daysAgo(received) : null,
    decidedOn: place % 6 === 5 && received > 60 ? daysAgo(20) : null,
    note,
    checks: isChecked
      ? [first, ...(received > 30 ? [{ text, statusOn: daysAgo(received - 10), checkedOn: daysAgo(lastCheck), source } as const] : [])]
      : []
  }
}

const officeNames: Readonly<Record<string, string>> = {
  EAC: 'Vermont Service Center',
  WAC: 'California Service Center',
  LIN: 'Nebraska Service Center',
  SRC: 'Texas Service Center',
  MSC: 'National Benefits Center',
  NBC: 'National Benefits Center',
  YSC: 'Potomac Service Center'
}

interface Owner {
  readonly email: string
  readonly domain: string
  readonly cases: readonly SampleCase[]
  readonly numbers: Numbers
}

function accountFromRow(row: AccountRow, { email, domain, cases, numbers }: Owner): SampleAccount {
  const portalId = row.portal ?? 'uscis'
  const username = row.mailbox ? `${row.mailbox}@${domain}` : email
  return {
    portalId,
    username,
    nickname: row.nickname ?? '',
    accountNumber: row.accountNumber ?? (portalId === 'uscis' ? numbers.onlineAccountNumber() : ''),
    custody: row.custody,
    signInProvider: signInProviders[portalId] ?? 'own',
    consentOn: row.consent === undefined ? null : numbers.daysAgo(row.consent),
    notes: row.notes ?? '',
    ...(row.authenticator && { authenticator: authenticatorFromRow(row.authenticator, portalId, username, numbers) }),
    ...(row.moreAuthenticators && {
      moreAuthenticators: row.moreAuthenticators.map((more) => authenticatorFromRow(more, portalId, username, numbers))
    }),
    ...(row.backup && { backupCodes: backupCodesFromRow(row.backup, portalId, numbers) }),
    ...(row.access && { accessCodes: row.access.map((access) => accessCodeFromRow(access, cases, numbers)) }),
    ...(row.passcodes && { passcodes: row.passcodes.map((passcode) => passcodeFromRow(passcode, numbers)) }),
    ...(row.drafts && { drafts: row.drafts.map((draft) => draftFromRow(draft, numbers)) }),
    ...(row.signedIn !== undefined && { signedInOn: numbers.daysAgo(row.signedIn) })
  }
}

function authenticatorFromRow(row: AuthenticatorRow, portalId: string, label: string, { daysAgo }: Numbers): SampleAuthenticator {
  const algorithm = row.algorithm ?? 'SHA1'
  return {
    secret: testKeys[algorithm],
    algorithm,
    digits: row.digits ?? 6,
    periodSeconds: 30,
    nickname: row.nickname ?? '',
    issuer: issuers[portalId] ?? '',
    label,
    addedOn: daysAgo(row.added ?? row.confirmed ?? 0),
    confirmedOn: row.confirmed === null ? null : daysAgo(row.confirmed)
  }
}

function backupCodesFromRow(row: BackupRow, portalId: string, numbers: Numbers): SampleBackupCodes {
  return {
    codes: Array.from({ length: sheetSizes[portalId] ?? 1 }, () => numbers.backupCode(portalId)),
    issuedOn: numbers.daysAgo(row.issued),
    keptAt: row.keptAt ?? '',
    usedPositions: row.used ?? [],
    staleSince: row.staleSince === undefined ? null : numbers.daysAgo(row.staleSince),
    reserved: row.reserved ?? null
  }
}

/** A notice names the IOE receipts that were there when it was written. */
function accessCodeFromRow(row: AccessRow, cases: readonly SampleCase[], numbers: Numbers): SampleAccessCode {
  const noticeOn = numbers.daysAgo(row.notice)
  const named = cases.filter((each) => each.receiptNumber.startsWith('IOE') && each.receivedOn < noticeOn)
  return {
    code: row.noticeOnly ? null : numbers.accessCode(),
    noticeOn,
    expiresOn: row.expiresIn === undefined ? null : numbers.daysAgo(-row.expiresIn),
    addressee: row.addressee ?? 'client',
    receiptNumbers: named.map((each) => each.receiptNumber),
    use:
      row.used === undefined
        ? null
        : {
            on: numbers.daysAgo(row.used),
            byOther: row.byOther ?? false,
            linkedBy: row.linkedBy ?? null,
            verifiedOn: row.verified === undefined ? null : numbers.daysAgo(row.verified)
          },
    replacementRequestedOn: row.requested === undefined ? null : numbers.daysAgo(row.requested)
  }
}

function passcodeFromRow(row: PasscodeRow, { daysAgo, passcode }: Numbers): SamplePasscode {
  return {
    client: row.client,
    code: passcode(),
    form: row.form,
    about: row.about ?? '',
    issuedOn: daysAgo(row.issued),
    handedOverOn: row.handedOver === undefined ? null : daysAgo(row.handedOver),
    answer: row.outcome === undefined ? null : { outcome: row.outcome, on: daysAgo(row.answered ?? 0) }
  }
}

const draftFromRow = (row: DraftRow, { daysAgo }: Numbers): SampleDraft => ({
  client: row.client ?? null,
  form: row.form,
  editedOn: daysAgo(row.edited),
  note: row.note ?? '',
  outcome: row.outcome ?? null
})
