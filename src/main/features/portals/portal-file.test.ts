import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Portal } from '#contract/portals'
import { officialHosts } from './official-hosts.ts'
import { portalFromText, readFirmPortals, readPortals } from './portal-file.ts'

const shippedFolder = join(import.meta.dirname, '../../../../resources')

const plain = {
  id: 'a-court',
  version: 1,
  name: 'A court',
  shortName: 'Court',
  usernameLabel: 'Sign-in name',
  accountNumber: null,
  sharingNote: null,
  authenticatorOffered: true,
  authenticatorLimit: 1,
  backupCodes: { scheme: 'none', count: 0, staleAfterReenrolment: false, note: null },
  accessCode: null,
  factorsOffered: [],
  signInProviders: ['own'],
  helpDesk: { businessDays: null, page: 'https://ssa.gov/', topics: [], contact: null },
  lockOutMinutes: null,
  passcode: null,
  draft: null,
  signInClocks: [],
  passwordClock: null,
  lowBackupCodes: null,
  hosts: ['ssa.gov'],
  facts: []
}
const { name: _name, ...nameless } = plain

const problemsOf = (fileName: string, content: unknown) => {
  const answer = portalFromText(fileName, typeof content === 'string' ? content : JSON.stringify(content))
  return 'problems' in answer ? answer.problems.join(' | ') : ''
}

describe('a portal file', () => {
  it('is taken when it fits', () => expect(portalFromText('a-court.json', JSON.stringify(plain))).toEqual({ portal: plain }))

  it.each<[string, unknown, RegExp]>([
    ['is not JSON', '{ "id": ', /is not JSON/],
    ['holds a list', [], /^file: /],
    ['misses a field', nameless, /^name: /],
    ['has a key nobody knows', { ...plain, nickname: 'x' }, /nickname/],
    ['has a key nobody knows further down', { ...plain, backupCodes: { ...plain.backupCodes, kept: 1 } }, /^backupCodes: .*kept/],
    ['has a misshapen id', { ...plain, id: 'A Court' }, /^id: /],
    ['has a number as text', { ...plain, version: '1' }, /^version: /],
    ['has an unknown scheme', { ...plain, backupCodes: { ...plain.backupCodes, scheme: 'twelve' } }, /^backupCodes\.scheme: /],
    ['has an unknown certainty', { ...plain, facts: [{ text: 'x', source: 'y', certainty: 'E' }] }, /^facts\.0\.certainty: /],
    ['bears another name than its id', { ...plain, id: 'b-court' }, /^id: "b-court" is not the file's name/],
    [
      'has a pattern that does not compile',
      { ...plain, accountNumber: { label: 'x', pattern: '^(', hint: '' } },
      /^accountNumber\.pattern: /
    ],
    ['counts codes its scheme has not', { ...plain, backupCodes: { ...plain.backupCodes, count: 3 } }, /^backupCodes\.count: 3 /],
    [
      'counts too few codes',
      { ...plain, backupCodes: { ...plain.backupCodes, scheme: 'ten-each-once', count: 9 } },
      /^backupCodes\.count: 9 /
    ],
    [
      'warns from the first day',
      { ...plain, accessCode: { name: 'x', lifetimeDays: 30, expiringFromDaysLeft: 30, note: null } },
      /^accessCode\./
    ],
    [
      'names a look-alike host',
      { ...plain, hosts: ['ssa.gov', 'ssa.gov.example.com'] },
      /"ssa\.gov\.example\.com" is not an official host/
    ],
    ['names a page for help on a host that is not its own', { ...plain, hosts: [] }, /^helpDesk\.page: /],
    [
      'names a page for help on a port of its own',
      { ...plain, helpDesk: { ...plain.helpDesk, page: 'https://ssa.gov:8443/' } },
      /^helpDesk\.page: /
    ],
    ['names a page for help without https', { ...plain, helpDesk: { ...plain.helpDesk, page: 'http://ssa.gov/' } }, /^helpDesk\.page: /],
    ['offers a factor nobody knows', { ...plain, factorsOffered: ['fax'] }, /^factorsOffered\.0: /],
    ['has no way to sign in', { ...plain, signInProviders: [] }, /^signInProviders: /],
    ['calls a full set low', { ...plain, lowBackupCodes: 1 }, /^lowBackupCodes: /],
    ['names a subdomain nobody reviewed', { ...plain, hosts: ['news.ssa.gov'] }, /"news\.ssa\.gov" is not an official host/]
  ])('is refused when it %s', (_what, content, reason) => expect(problemsOf('a-court.json', content)).toMatch(reason))
})

describe('the folder of portal files', () => {
  let folder = ''
  const put = (fileName: string, content: unknown) => writeFileSync(join(folder, 'portals', fileName), JSON.stringify(content))

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portals-'))
    mkdirSync(join(folder, 'portals'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('answers portals sorted by name and passes over other files', () => {
    put('z-first.json', { ...plain, id: 'z-first', name: 'Alpha' })
    put('a-court.json', { ...plain, name: 'omega' })
    writeFileSync(join(folder, 'portals', 'README.md'), 'not a portal')
    expect(readPortals(folder).map((portal) => portal.name)).toEqual(['Alpha', 'omega'])
  })

  it('names every bad file with its reason in one error', () => {
    put('a-court.json', plain)
    put('b-court.json', { ...plain, id: 'b-court', version: 0 })
    put('c-court.json', { ...plain, id: 'c-court', extra: true })
    expect(() => readPortals(folder)).toThrow(/b-court\.json: version: .*\nc-court\.json: .*extra/)
  })

  it('throws when there is no portal and when there is no folder', () => {
    expect(() => readPortals(folder)).toThrow(/No portal file/)
    expect(() => readPortals(join(folder, 'absent'))).toThrow(/ENOENT/)
  })
})

describe("the firm's own folder of portal files", () => {
  let folder = ''
  const put = (fileName: string, content: string) => writeFileSync(join(folder, 'portals', fileName), content)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portals-'))
    mkdirSync(join(folder, 'portals'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('may be missing or empty', () => {
    expect(readFirmPortals(folder)).toEqual({ portals: [], problems: [] })
    rmdirSync(join(folder, 'portals'))
    expect(readFirmPortals(folder)).toEqual({ portals: [], problems: [] })
  })

  it('gives its good files whatever the others are', () => {
    put('a-court.json', JSON.stringify(plain))
    put('b-court.json', '{')
    put('c-court.json', JSON.stringify({ ...plain, id: 'c-court', hosts: ['ssa.gov', 'usciss.us'] }))
    put('d-court.json', ' '.repeat(300_000))
    mkdirSync(join(folder, 'portals', 'e-court.json'))
    put('notes.txt', 'not a portal')
    const { portals, problems } = readFirmPortals(folder)
    expect(portals).toEqual([plain])
    expect(problems.map(({ fileName, problems: [first] }) => [fileName, first])).toEqual([
      ['b-court.json', expect.stringContaining('is not JSON')],
      ['c-court.json', 'hosts: "usciss.us" is not an official host'],
      ['d-court.json', 'is larger than 262144 bytes'],
      ['e-court.json', 'is not a file']
    ])
  })

  it('is a problem when it is no folder', () => {
    rmdirSync(join(folder, 'portals'))
    writeFileSync(join(folder, 'portals'), '')
    expect(readFirmPortals(folder)).toEqual({ portals: [], problems: [{ fileName: 'portals', problems: ['cannot be read (ENOTDIR)'] }] })
  })
})

describe('the shipped portals', () => {
  const portals = readPortals(shippedFolder)
  const byId = (id: string) => {
    const portal = portals.find((each) => each.id === id)
    if (!portal) throw new Error(`No portal ${id}`)
    return portal
  }

  it('are the eleven of this version, each in the file of its id', () => {
    const ids = ['ceac-nvc', 'dol-flag', 'eoir-ecas', 'id-me', 'login-gov', 'pacer', 'sevis', 'sevp-portal', 'ssa', 'uscis', 'uscis-foia']
    expect(readdirSync(join(shippedFolder, 'portals')).toSorted()).toEqual(ids.map((id) => `${id}.json`).toSorted())
    expect(portals.map((portal) => portal.id).toSorted()).toEqual(ids)
    for (const portal of portals) expect(Portal.parse(portal)).toEqual(portal)
  })

  /** Sections 7 and 8 of the domain fact sheet, written out again so that a widened list is seen here. */
  it('name official hosts only', () => {
    const reviewed =
      'uscis.gov www.uscis.gov myaccount.uscis.gov my.uscis.gov egov.uscis.gov first.uscis.gov developer.uscis.gov dhs.gov login.gov secure.login.gov ' +
      'justice.gov www.justice.gov flag.dol.gov ceac.state.gov travel.state.gov pacer.uscourts.gov ssa.gov studyinthestates.dhs.gov'
    expect([...officialHosts]).toEqual(reviewed.split(' '))
    const hosts = portals.flatMap((portal) => portal.hosts)
    expect(hosts.length).toBeGreaterThan(8)
    expect(hosts.filter((host) => !reviewed.split(' ').includes(host))).toEqual([])
  })

  it('word every unverified fact as such and as the firm’s own setting, and no other fact', () => {
    const facts = portals.flatMap((portal) => portal.facts)
    const unverified = facts.filter((fact) => fact.certainty === 'U')
    expect(unverified.length).toBeGreaterThan(10)
    for (const fact of unverified) expect(fact.text).toMatch(/^Not verified: .*the firm’s own setting/)
    for (const fact of facts) if (fact.certainty !== 'U') expect(fact.text).not.toMatch(/not verified|own setting/i)
  })

  it('give every fact a text and a source, and every portal its facts', () => {
    for (const portal of portals) {
      expect(portal.facts.length).toBeGreaterThan(2)
      expect(new Set(portal.facts.map((fact) => fact.text)).size).toBe(portal.facts.length)
      for (const fact of portal.facts) {
        expect(fact.text).not.toBe('')
        expect(fact.source).not.toBe('')
      }
    }
  })

  it('carry the figures of the fact sheet', () => {
    const uscis = byId('uscis')
    expect(uscis.accessCode).toMatchObject({ name: 'Online Access Code', lifetimeDays: 90, expiringFromDaysLeft: 30 })
    expect(uscis.accessCode?.note).toContain('the firm’s own setting')
    expect(uscis.backupCodes).toMatchObject({ scheme: 'one', count: 1, staleAfterReenrolment: true })
    expect(
      portals.map((portal) => [portal.id, portal.backupCodes.scheme, portal.authenticatorOffered, portal.accessCode !== null]).toSorted()
    ).toEqual([
      ['ceac-nvc', 'none', false, false],
      ['dol-flag', 'none', false, false],
      ['eoir-ecas', 'none', true, false],
      ['id-me', 'one-replaced-on-use', true, false],
      ['login-gov', 'ten-each-once', true, false],
      ['pacer', 'ten-each-once', true, false],
      ['sevis', 'none', false, false],
      ['sevp-portal', 'none', false, false],
      ['ssa', 'none', false, false],
      ['uscis', 'one', true, true],
      ['uscis-foia', 'none', false, false]
    ])
  })

  it('carry the clocks and the help of the fact sheet, each number backed by a fact that names it', () => {
    const clocks = portals.map(({ id, lockOutMinutes, signInClocks, passwordClock, lowBackupCodes, helpDesk, passcode, draft }) => [
      id,
      {
        ...{ lockOutMinutes, lowBackupCodes, businessDays: helpDesk?.businessDays ?? null },
        signIn: signInClocks.map(({ days, certainty }) => `${days} ${certainty}`),
        password: passwordClock && `${passwordClock.days} ${passwordClock.certainty}`,
        kept: [passcode, draft].map((rule) => rule && `${rule.lifetimeDays} ${rule.certainty}`)
      }
    ])
    const none = { lockOutMinutes: null, lowBackupCodes: null, businessDays: null, signIn: [], password: null, kept: [null, null] }
    expect(Object.fromEntries(clocks)).toEqual({
      'ceac-nvc': none,
      'dol-flag': none,
      'eoir-ecas': none,
      'id-me': none,
      'login-gov': { ...none, lockOutMinutes: 10, lowBackupCodes: 3 },
      pacer: { ...none, lowBackupCodes: 3 },
      sevis: { ...none, signIn: ['45 A', '90 A'] },
      'sevp-portal': { ...none, password: '90 A' },
      ssa: none,
      uscis: { ...none, lockOutMinutes: 20, businessDays: 10, signIn: ['60 U'], kept: ['30 C', '30 A'] },
      'uscis-foia': { ...none, businessDays: 10 }
    })
    for (const portal of portals) {
      const { lockOutMinutes, signInClocks, passwordClock, lowBackupCodes, helpDesk, passcode, draft } = portal
      const words = [
        lockOutMinutes && `${lockOutMinutes} minutes`,
        ...signInClocks.map(({ days }) => `${days} days`),
        ...[passcode, draft].map((rule) => rule && `${rule.lifetimeDays} days`),
        passwordClock && `${passwordClock.days} days`,
        lowBackupCodes && `${lowBackupCodes} unused codes`,
        helpDesk?.businessDays && `${helpDesk.businessDays} business days`
      ].filter((word) => word)
      for (const word of words)
        expect([portal.id, portal.facts.some((fact) => fact.text.includes(String(word)))]).toEqual([portal.id, true])
    }
    expect(byId('uscis').facts.find((fact) => fact.text.includes('60 days'))?.certainty).toBe('U')
    expect(byId('sevis').facts.find((fact) => fact.text.includes('45 days'))?.certainty).toBe('A')
  })

  it('say that nothing can be recovered only where a fact says so', () => {
    const hopeless = portals.filter((portal) => portal.helpDesk === null)
    expect(hopeless.map((portal) => portal.id).toSorted()).toEqual(['dol-flag', 'login-gov'])
    for (const { facts } of hopeless) {
      expect(facts.some((fact) => fact.certainty === 'A' && /must be deleted and created anew/.test(fact.text))).toBe(true)
    }
  })

  it('ask USCIS for help with its own topics on its own page', () => {
    expect(byId('uscis').helpDesk).toMatchObject({
      page: 'https://my.uscis.gov/account/v1/needhelp',
      topics: [
        'I need help with unlocking my account',
        'I need help with resetting my password',
        'I need help with changing my verification code delivery method',
        'I need help with getting a new online access code'
      ]
    })
  })

  it('offer an authenticator among the factors exactly where they offer one, and no factor twice', () => {
    for (const { id, authenticatorOffered, factorsOffered } of portals) {
      expect([id, factorsOffered.includes('authenticator')]).toEqual([id, authenticatorOffered])
      expect(new Set(factorsOffered).size).toBe(factorsOffered.length)
    }
    expect(
      portals
        .filter(({ signInProviders }) => !signInProviders.includes('own'))
        .map(({ id, signInProviders }) => [id, ...signInProviders])
        .toSorted()
    ).toEqual([
      ['dol-flag', 'login-gov'],
      ['eoir-ecas', 'doj-login'],
      ['ssa', 'login-gov', 'id-me']
    ])
  })

  it('recognise a USCIS Online Account Number of 12 digits', () => {
    const pattern = new RegExp(byId('uscis').accountNumber?.pattern ?? '', 'u')
    expect(pattern.test('000000000101')).toBe(true)
    for (const wrong of ['00000000010', '0000000001011', 'A00000000101', '000000000101 ']) expect(pattern.test(wrong)).toBe(false)
  })

  it('have no two portals of one name', () => {
    expect(new Set(portals.map((portal) => portal.name)).size).toBe(portals.length)
    expect(new Set(portals.map((portal) => portal.shortName)).size).toBe(portals.length)
  })
})
