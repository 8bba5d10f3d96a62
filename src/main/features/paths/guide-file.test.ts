import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { Guide } from '#contract'
import { Guide as guideSchema } from '#contract/paths'
import { guideIds } from '#contract/vocabulary'
import { officialHosts } from '../portals/official-hosts.ts'
import { readPortals } from '../portals/portal-file.ts'
import { guidesFromText, readGuides } from './guide-file.ts'

const shippedFolder = join(import.meta.dirname, '../../../../resources')
const step = { id: 'one', text: 'Do it.', source: 'A page', certainty: 'A' }
const guide = { id: 'lost-phone', title: 'Lost', when: 'It is lost.', steps: [step] }
const plain = { portalId: 'ssa', version: 1, guides: [guide] }
const withSteps = (...steps: object[]) => ({ ...plain, guides: [{ ...guide, steps }] })

describe('a guide file', () => {
  it('is taken when it fits, with what was left out filled in', () => {
    expect(guidesFromText('ssa.json', JSON.stringify(plain))).toEqual({
      file: {
        ...plain,
        guides: [{ ...guide, steps: [{ ...step, words: [], page: null, wait: null, record: null, code: null, after: [], required: true }] }]
      }
    })
  })

  it.each<[string, unknown, RegExp]>([
    ['is not JSON', '{', /is not JSON/],
    ['has no version', { ...plain, version: undefined }, /^version: /],
    ['has a key nobody knows', { ...plain, more: 1 }, /more/],
    ['has no guide', { ...plain, guides: [] }, /^guides: /],
    ['has a guide nobody knows', { ...plain, guides: [{ ...guide, id: 'lost-hope' }] }, /^guides\.0\.id: /],
    ['has a guide twice', { ...plain, guides: [guide, guide] }, /two guides have the same id/],
    ["bears another name than its portal's", { ...plain, portalId: 'pacer' }, /not the file's name/],
    ['has a step twice', withSteps(step, step), /two steps have the same id/],
    ['comes after no step', withSteps({ ...step, after: ['none'] }), /one: comes after "none", which is no step/],
    ['comes after itself', withSteps({ ...step, after: ['one'] }), /one: stands before "one"/],
    ['runs in a circle', withSteps({ ...step, after: ['two'] }, { ...step, id: 'two', after: ['one'] }), /one: stands before "two"/],
    [
      'requires what rests on something that may be skipped',
      withSteps({ ...step, required: false }, { ...step, id: 'two', after: ['one'] }),
      /two: is required but comes after "one"/
    ],
    ['opens a page that is not https', withSteps({ ...step, page: 'http://ssa.gov/' }), /^guides\.0\.steps\.0\.page: /]
  ])('is refused when it %s', (_what, content, reason) => {
    const answer = guidesFromText('ssa.json', typeof content === 'string' ? content : JSON.stringify(content))
    expect('problems' in answer ? answer.problems.join(' | ') : '').toMatch(reason)
  })
})

describe('the shipped guides', () => {
  const files = readGuides(shippedFolder)
  const portals = readPortals(shippedFolder)
  const all = files.flatMap((file) => file.guides.map((guide) => ({ portalId: file.portalId, guide })))
  const of = (portalId: string, id: string): Guide => {
    const found = all.find((one) => one.portalId === portalId && one.guide.id === id)
    if (found === undefined) throw new Error(`no guide ${portalId} ${id}`)
    return found.guide
  }
  /** Ids of all steps before which this one cannot be done. */
  const allBefore = (guide: Guide, id: string): string[] => {
    const after = guide.steps.find((step) => step.id === id)?.after ?? []
    return [...new Set([...after, ...after.flatMap((other) => allBefore(guide, other))])]
  }

  it('are these, each in the file of its portal', () => {
    expect(readdirSync(join(shippedFolder, 'guides')).toSorted()).toEqual(['id-me.json', 'login-gov.json', 'pacer.json', 'uscis.json'])
    for (const { guide } of all) expect(guideSchema.parse(guide)).toEqual(guide)
    expect(Object.fromEntries(files.map((file) => [file.portalId, file.guides.map((guide) => guide.id)]))).toEqual({
      'id-me': ['lost-phone'],
      'login-gov': ['lost-phone', 'lost-backup-code', 'change-method'],
      pacer: ['lost-phone', 'lost-backup-code', 'change-method'],
      uscis: [...guideIds]
    })
  })

  it('open pages of their own portal only', () => {
    const pages = all.flatMap(({ portalId, guide }) => guide.steps.flatMap(({ page }) => (page === null ? [] : [{ portalId, page }])))
    expect(pages.length).toBeGreaterThan(20)
    for (const { portalId, page } of pages) {
      const { host } = new URL(page)
      expect([page, portals.find((portal) => portal.id === portalId)?.hosts.includes(host), officialHosts.has(host)]).toEqual([
        page,
        true,
        true
      ])
    }
  })

  it('leave to the hosts to mark what nobody verified as the firm’s own practice', () => {
    const steps = all.flatMap(({ guide }) => guide.steps)
    expect(steps.filter((step) => step.certainty === 'U').length).toBeGreaterThan(30)
    for (const { text, source, certainty, words } of steps) {
      expect(text).not.toMatch(/own practice/)
      expect(source).not.toBe('')
      // Words to look for on a page are quotations, so they need a source.
      if (certainty === 'U') expect(words).toEqual([])
    }
  })

  it('offer the code where one is typed, and ask for its use where one was typed', () => {
    const rows = all.flatMap(({ guide }) => guide.steps)
    for (const { text, code } of rows) {
      if (/^(Look up|Type) the (account’s )?backup code/.test(text)) expect(code).toBe('backup-code')
      if (/Use the new code|Online Access Code\.$/.test(text)) expect([text, code]).toEqual([text, 'access-code'])
    }
    for (const { id, record } of rows) {
      if (id === 'mark-code-used') expect(record).toBe('backup-code-used')
      if (id === 'verify-two-codes') expect(rows.filter((row) => row.id === id).every((row) => row.code === 'authenticator')).toBe(true)
    }
  })

  /** Quotations in sections 2, 3, 4 and 8 of the domain fact sheet, written out again so that an invented word is seen here. */
  it('quote no word that the fact sheet does not', () => {
    const quoted = [
      'I need help with unlocking my account',
      'I need help with resetting my password',
      'I need help with changing my verification code delivery method',
      'I need help with getting a new online access code',
      ...['Send Message', 'Forgot your Password?', 'My Account', 'Settings', 'Change password', 'Export As PDF'],
      ...['Two-Step Verification', 'Edit', 'Use an Authentication App', 'Submit', "What if I can't scan a QR code?"],
      ...['App Authentication Manual Entry', 'Key', 'Secure verification code'],
      'I am an applicant, petitioner, or requestor',
      'I am an attorney or accredited representative',
      'I am part of an organization or company, a sole proprietor, or an agent',
      ...['Manage PACER Account', 'Multifactor Auth', 'Get New Codes']
    ]
    const words = all.flatMap(({ guide }) => guide.steps.flatMap((step) => step.words))
    expect(words.filter((word) => !quoted.includes(word))).toEqual([])
    expect(quoted.filter((word) => !words.includes(word))).toEqual([])
  })

  it('wait as long as the fact sheet says', () => {
    const waits = files
      .filter((file) => file.portalId === 'uscis')
      .flatMap((file) => file.guides.flatMap((guide) => guide.steps.map((step) => [guide.id, step.id, step.wait] as const)))
      .filter(([, , wait]) => wait !== null)
    expect(waits).toEqual([
      ['lost-backup-code', 'await-answer', { minutes: null, businessDays: 10 }],
      ['locked-out', 'wait', { minutes: 20, businessDays: null }],
      ['locked-out', 'await-answer', { minutes: null, businessDays: 10 }],
      ['forgotten-password', 'open-mail', { minutes: 10, businessDays: null }],
      ['forgotten-password', 'await-answer', { minutes: null, businessDays: 10 }],
      ['expired-access-code', 'await-answer', { minutes: null, businessDays: 10 }],
      ['add-paper-case', 'look-again', { minutes: 1440, businessDays: null }]
    ])
  })

  test.each(['lost-phone', 'lost-backup-code', 'changed-contact', 'change-method', 'person-leaves'])(
    'USCIS %s records, compares and tries before it ends',
    (id) => {
      const guide = of('uscis', id)
      const needed = ['record-new-backup-code', 'confirm-new-backup-code', 'verify-two-codes', 'update-second-factors']
      const required = guide.steps.filter((step) => step.required).map((step) => step.id)
      expect(needed.filter((step) => !required.includes(step))).toEqual([])
      expect(guide.steps.find((step) => step.id === 'record-new-backup-code')).toMatchObject({ record: 'backup-code', certainty: 'A' })
      for (const later of ['confirm-new-backup-code', 'verify-two-codes'])
        expect(allBefore(guide, later)).toContain('record-new-backup-code')
      expect(allBefore(guide, 'update-second-factors')).toContain('verify-two-codes')
    }
  )

  test.each<[string, string, string, string]>([
    ['uscis', 'lost-phone', 'replace-method', 'record-new-backup-code'],
    ['uscis', 'changed-contact', 'keep-old', 'change-contact'],
    ['uscis', 'changed-contact', 'verify-two-codes', 'give-up-old'],
    ['uscis', 'changed-contact', 'confirm-new-backup-code', 'give-up-old'],
    ['uscis', 'change-method', 'keep-old', 'open-two-step'],
    ['uscis', 'person-leaves', 'keep-access', 'change-method'],
    ['uscis', 'hand-back', 'client-verifies', 'remove-firms-ways'],
    ['uscis', 'hand-back', 'client-keeps-backup-code', 'remove-firms-ways'],
    ['uscis', 'enrol-account', 'agree-custody', 'create-account'],
    ['uscis', 'enrol-account', 'record-backup-code', 'verify-two-codes'],
    ['login-gov', 'lost-phone', 'verify-two-codes', 'remove-lost-method'],
    ['login-gov', 'change-method', 'verify-two-codes', 'remove-old-method'],
    ['login-gov', 'lost-backup-code', 'record-new-backup-code', 'destroy-old-sheet'],
    ['pacer', 'lost-phone', 'verify-two-codes', 'remove-lost-app'],
    ['pacer', 'lost-backup-code', 'record-new-backup-code', 'void-old-codes'],
    ['id-me', 'lost-phone', 'record-new-backup-code', 'remove-lost-method']
  ])('%s %s: %s comes before %s', (portalId, id, first, then) => expect(allBefore(of(portalId, id), then)).toContain(first))
})
