import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AccessCodeStatus, accessCodeStatuses, contract, custodyModes, type HashAlgorithm } from '#contract'
import { readPortals } from '../portals/portal-file.ts'
import { type SampleAccessCode, type SampleAccount, sampleFirm, sampleOwnAccounts } from './sample-firm.ts'

const today = '2026-11-22'
const day = 86_400_000
const anId = '01936a2e-7c00-7000-8000-000000000001'
const clients = sampleFirm(today)
const ownAccounts = sampleOwnAccounts(today)
const clientAccounts = clients.flatMap((client) => client.accounts)
const accounts = [...clientAccounts, ...ownAccounts]
const portals = new Map(readPortals(join(import.meta.dirname, '../../../../resources')).map((portal) => [portal.id, portal]))
const portalOf = (account: SampleAccount) => {
  const portal = portals.get(account.portalId)
  if (!portal) throw new Error(`No portal ${account.portalId}`)
  return portal
}
const share = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length
const expectUnique = (items: readonly string[]) => expect(items.filter((item, index) => items.indexOf(item) !== index)).toEqual([])

/** The rules of the access-code board, written out again from the portal facts. */
function statuses(account: SampleAccount, on: string): { status: AccessCodeStatus; daysLeft: number }[] {
  const rule = portalOf(account).accessCode
  if (!rule) throw new Error('This portal has no access codes')
  const codes = account.accessCodes ?? []
  const statusOf = (code: SampleAccessCode, index: number, daysLeft: number): AccessCodeStatus => {
    if (code.use) return code.use.byOther ? 'used-by-other' : 'used'
    if (code.replacementRequestedOn) return 'replacement-requested'
    if (codes.slice(index + 1).some((later) => later.addressee === code.addressee)) return 'replaced'
    if (daysLeft < 0) return 'expired'
    return daysLeft <= rule.expiringFromDaysLeft ? 'expiring' : 'new'
  }
  return codes.map((code, index) => {
    const expires = code.expiresOn ? Date.parse(code.expiresOn) : Date.parse(code.noticeOn) + rule.lifetimeDays * day
    const daysLeft = (expires - Date.parse(on)) / day
    return { status: statusOf(code, index, daysLeft), daysLeft }
  })
}

describe('the sample firm', () => {
  it('has the size of a small practice', () => {
    expect(clients).toHaveLength(40)
    expect(share(clients, (client) => client.kind === 'company')).toBe(5)
    expect(accounts).toHaveLength(60)
    expect(ownAccounts).toHaveLength(10)
    expect(clients.flatMap((client) => client.cases)).toHaveLength(67)
    expect(share(accounts, (account) => account.portalId === 'uscis')).toBeGreaterThan(30)
    expect([...new Set(accounts.map((account) => account.portalId))].toSorted()).toEqual([
      ...['dol-flag', 'eoir-ecas', 'id-me', 'login-gov', 'pacer', 'uscis']
    ])
    for (const account of accounts) expect(portalOf(account).signInProviders).toContain(account.signInProvider)
    for (const custody of custodyModes) expect(share(accounts, (account) => account.custody === custody)).toBeGreaterThan(7)
    expect(share(clients, (client) => client.accounts.length === 0)).toBe(2)
  })

  it('answers the same for the same day and refuses what is no date', () => {
    expect(sampleFirm(today)).toEqual(clients)
    expect(sampleOwnAccounts(today)).toEqual(ownAccounts)
    for (const wrong of ['', '2026-13-01', '2026-02-30', '22.11.2026', '2026-11-22T10:00', '+002026-11-22'])
      expect(() => sampleFirm(wrong)).toThrow(RangeError)
  })

  it('repeats no client, number, account or code', () => {
    expectUnique(clients.map((client) => client.name))
    expectUnique(clients.map((client) => client.email))
    expectUnique(clients.map((client) => client.phone))
    expectUnique(clients.map((client) => client.fileNumber))
    expectUnique(clients.map((client) => client.aNumber).filter(Boolean))
    expectUnique(clients.flatMap((client) => client.cases.map((each) => each.receiptNumber)))
    expectUnique(accounts.map((account) => account.accountNumber).filter(Boolean))
    expectUnique(accounts.map((account) => `${account.portalId} ${account.username}`))
    expectUnique(accounts.flatMap((account) => account.backupCodes?.codes ?? []))
    expectUnique(accounts.flatMap((account) => account.accessCodes ?? []).flatMap((code) => code.code ?? []))
  })

  it('can be told from real people at sight', () => {
    for (const client of clients) {
      expect(client.email).toMatch(/@example\.(com|net)$/)
      expect(client.phone).toMatch(/^\(202\) 555-01\d\d$/)
      expect(client.aNumber).toMatch(/^(A000-000-\d{3})?$/)
      expect(client.fileNumber).toMatch(/^202[456]-0\d\d$/)
      expect(client.notes).toMatch(/^Sample client, made up\./)
      for (const each of client.cases) expect(each.receiptNumber).toMatch(/^(IOE|EAC|WAC|LIN|SRC|MSC|NBC|YSC)9999\d{6}$/)
      for (const account of client.accounts) expect(account.username).toMatch(/@example\.(com|net)$/)
    }
    for (const account of ownAccounts) expect(account.username).toMatch(/@example\.org$/)
    for (const account of accounts) {
      const pattern = portalOf(account).accountNumber?.pattern
      if (account.accountNumber) expect(account.accountNumber).toMatch(new RegExp(pattern ?? '$^', 'u'))
      for (const code of account.backupCodes?.codes ?? []) expect(code).toMatch(/^(sample[0-9a-f]{4}|SMPL-[0-9A-F]{4}-[0-9A-F]{4})$/)
      for (const { code } of account.accessCodes ?? []) if (code) expect(code).toMatch(/^SAMPLE-[0-9A-F]{4}$/)
    }
  })
})

describe('the contract', () => {
  it('takes every client and case unchanged', () => {
    for (const { cases, accounts: _accounts, ...client } of clients) {
      expect(contract['clients.create'].input.parse(client)).toEqual(client)
      for (const { checks, ...each } of cases) {
        const added = { clientId: anId, matterId: null, ...each }
        expect(contract['cases.add'].input.parse({ clientId: anId, ...each })).toEqual(added)
        for (const check of checks) {
          expect(contract['cases.recordStatus'].input.parse({ caseId: anId, ...check })).toEqual({ caseId: anId, ...check })
        }
      }
    }
  })

  it('takes every account and what hangs on it unchanged', () => {
    for (const sample of accounts) {
      const { authenticator, moreAuthenticators: _more, backupCodes, accessCodes = [], passcodes = [], drafts = [], ...rest } = sample
      const { signedInOn: _on, ...fields } = rest
      const account = { clientId: anId, ...fields }
      expect(contract['accounts.create'].input.parse(account)).toEqual(account)
      if (authenticator) {
        const { secret: key, algorithm, digits, periodSeconds } = authenticator
        const typed = { accountId: anId, key, algorithm, digits, periodSeconds }
        expect(contract['authenticators.readKey'].input.parse(typed)).toEqual(typed)
        expect(authenticator.issuer).not.toBe('')
      }
      if (backupCodes) {
        const { codes, issuedOn, keptAt } = backupCodes
        const set = { accountId: anId, codes, issuedOn, keptAt }
        expect(contract['backupCodes.record'].input.parse(set)).toEqual(set)
      }
      for (const { use: _use, replacementRequestedOn: _requested, ...code } of accessCodes) {
        const notice = { accountId: anId, ...code, replaces: true }
        expect(contract['accessCodes.record'].input.parse(notice)).toEqual(notice)
      }
      for (const { client, answer: _answer, ...passcode } of passcodes) {
        expect(clients.map(({ name }) => name)).toContain(client)
        expect(contract['passcodes.record'].input.parse({ accountId: anId, clientId: anId, ...passcode })).toMatchObject(passcode)
      }
      for (const { client, outcome: _outcome, ...draft } of drafts) {
        if (client !== null) expect(clients.map(({ name }) => name)).toContain(client)
        expect(contract['drafts.record'].input.parse({ accountId: anId, clientId: anId, ...draft })).toMatchObject(draft)
      }
    }
  })
})

describe('custody', () => {
  const mayHold = (account: SampleAccount) =>
    account.custody === 'firms-own' || (account.custody === 'firm-holds' && account.consentOn !== null)
  const hasSecret = (account: SampleAccount) =>
    Boolean(account.authenticator || account.backupCodes || account.accessCodes?.some((code) => code.code !== null))

  it('allows every secret there is', () => {
    const holding = accounts.filter(hasSecret)
    expect(holding.length).toBeGreaterThan(30)
    expect(holding.filter((account) => !mayHold(account)).map((account) => account.username)).toEqual([])
  })

  it('has consent with "firm holds" only, and shows one account that still waits for it', () => {
    expect(accounts.filter((account) => account.consentOn !== null && account.custody !== 'firm-holds')).toEqual([])
    expect(share(accounts, (account) => account.custody === 'firm-holds' && account.consentOn === null)).toBe(1)
  })

  it('keeps the firm’s own accounts apart from the clients’', () => {
    expect(clientAccounts.filter((account) => account.custody === 'firms-own')).toEqual([])
    expect(ownAccounts.filter((account) => account.custody !== 'firms-own')).toEqual([])
  })
})

describe('authenticators', () => {
  const authenticators = accounts.flatMap((account) => account.authenticator ?? [])

  it('hold the published test keys of RFC 4226 and RFC 6238 and no other', () => {
    const bytes: Record<HashAlgorithm, number> = { SHA1: 20, SHA256: 32, SHA512: 64 }
    for (const { secret, algorithm } of authenticators) {
      const published = '1234567890'.repeat(7).slice(0, bytes[algorithm])
      expect(secret).toBe(base32FromText(published))
    }
    expect(new Set(authenticators.map((each) => each.algorithm)).size).toBe(3)
  })

  it('are confirmed but for a few, and only where the portal offers them', () => {
    expect(share(authenticators, (each) => each.confirmedOn === null)).toBe(3)
    expect(authenticators).toHaveLength(37)
    for (const account of accounts) if (account.authenticator) expect(portalOf(account).authenticatorOffered).toBe(true)
  })
})

describe('codes', () => {
  it('come in the number the portal issues', () => {
    for (const account of accounts) {
      const codes = account.backupCodes
      if (codes) {
        expect(codes.codes).toHaveLength(portalOf(account).backupCodes.count)
        for (const position of codes.usedPositions) expect(codes.codes[position - 1]).toBeDefined()
      }
    }
  })

  it('show unused, partly used, used up and stale backup codes', () => {
    const sets = accounts.flatMap((account) => account.backupCodes ?? [])
    expect(share(sets, (set) => set.usedPositions.length === 0 && !set.staleSince)).toBeGreaterThan(20)
    expect(share(sets, (set) => set.usedPositions.length > 0 && set.usedPositions.length < set.codes.length)).toBeGreaterThan(2)
    expect(share(sets, (set) => set.usedPositions.length === set.codes.length)).toBeGreaterThan(1)
    expect(share(sets, (set) => set.staleSince !== null)).toBe(2)
  })

  it('leave room for every authenticator at the portal, and reserve an unused code', () => {
    for (const account of accounts) {
      const count = (account.authenticator ? 1 : 0) + (account.moreAuthenticators?.length ?? 0)
      expect(count).toBeLessThanOrEqual(portalOf(account).authenticatorLimit)
      const { reserved, usedPositions = [], codes = [] } = account.backupCodes ?? {}
      if (reserved) expect([usedPositions.includes(reserved.position), reserved.position <= codes.length]).toEqual([false, true])
    }
    expect(accounts.filter((account) => account.moreAuthenticators)).toHaveLength(1)
    expect(accounts.filter((account) => account.backupCodes?.reserved)).toHaveLength(1)
  })

  it('are stale by a later enrolment, at portals where that counts, and current otherwise', () => {
    for (const account of accounts) {
      const { backupCodes: codes, authenticator } = account
      if (!codes) continue
      if (codes.staleSince) {
        expect(portalOf(account).backupCodes.staleAfterReenrolment).toBe(true)
        expect(authenticator?.confirmedOn).toBe(codes.staleSince)
        expect(codes.staleSince > codes.issuedOn).toBe(true)
      } else if (authenticator?.confirmedOn) expect(authenticator.confirmedOn <= codes.issuedOn).toBe(true)
    }
  })

  it.each([today, '2027-03-01', '2028-02-29'])('show every access-code status when loaded on %s', (on) => {
    const all = [...sampleFirm(on).flatMap((client) => client.accounts), ...sampleOwnAccounts(on)]
      .filter((account) => account.accessCodes)
      .flatMap((account) => statuses(account, on))
    expect(new Set(all.map((code) => code.status))).toEqual(new Set(accessCodeStatuses))
    const expiring = all.filter((code) => code.status === 'expiring').map((code) => code.daysLeft)
    expect(expiring).toEqual(expect.arrayContaining([3, 12, 25]))
    expect(share(all, (code) => code.status === 'new')).toBeGreaterThan(4)
  })

  it('include a notice without its code and an expiry set by hand', () => {
    const codes = accounts.flatMap((account) => account.accessCodes ?? [])
    expect(share(codes, (code) => code.code === null)).toBe(2)
    expect(share(codes, (code) => code.expiresOn !== null)).toBe(1)
  })
})

describe('dates', () => {
  it('lie in the past and in the order things happen', () => {
    for (const account of accounts) {
      const { authenticator, backupCodes: codes, accessCodes = [] } = account
      const firstSecret = [authenticator?.addedOn, codes?.issuedOn].flatMap((date) => date ?? []).toSorted()[0]
      if (account.consentOn && firstSecret) expect(account.consentOn <= firstSecret).toBe(true)
      if (authenticator?.confirmedOn) expect(authenticator.addedOn <= authenticator.confirmedOn).toBe(true)
      const notices = accessCodes.map((code) => code.noticeOn)
      expect(notices).toEqual(notices.toSorted())
      for (const { use, noticeOn } of accessCodes) if (use) expect(use.on > noticeOn).toBe(true)
      const past = [account.consentOn, authenticator?.addedOn, authenticator?.confirmedOn, codes?.issuedOn, codes?.staleSince, ...notices]
      for (const date of past) if (date) expect(date <= today).toBe(true)
    }
  })

  it('check cases in order, none in the future, some lately, some long ago, some never', () => {
    const checks = clients.flatMap((client) => client.cases.map((each) => each.checks.map((check) => check.checkedOn)))
    for (const days of checks) {
      expect(days).toEqual(days.toSorted())
      expect(days.every((day) => day <= today)).toBe(true)
    }
    const last = checks.map((days) => days.at(-1) ?? 'never')
    const long = new Date(Date.parse(today) - 15 * 86_400_000).toISOString().slice(0, 10)
    const kinds = Map.groupBy(last, (day) => (day === 'never' ? 'never' : day < long ? 'long ago' : 'lately'))
    expect([...kinds.keys()].toSorted()).toEqual(['lately', 'long ago', 'never'])
    expect(kinds.get('lately')?.length).toBeGreaterThan(kinds.get('never')?.length ?? 0)
  })

  it('put every notice after the receipt it names', () => {
    for (const client of clients) {
      const receivedOn = new Map(client.cases.map((each) => [each.receiptNumber, each.receivedOn]))
      for (const received of receivedOn.values()) expect(received < today).toBe(true)
      for (const code of client.accounts.flatMap((account) => account.accessCodes ?? [])) {
        expect(code.receiptNumbers.length).toBeGreaterThan(0)
        for (const number of code.receiptNumbers)
          expect(`${number} ${(receivedOn.get(number) ?? '9999') < code.noticeOn}`).toBe(`${number} true`)
      }
    }
  })
})

/** RFC 4648 section 6 without padding. */
function base32FromText(text: string): string {
  const bits = [...text].map((character) => character.charCodeAt(0).toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}
