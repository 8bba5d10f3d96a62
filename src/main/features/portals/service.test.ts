import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '#contract'
import { isAppError } from '../../errors.ts'
import { createListLog } from '../../testing/test-ports.ts'
import { createPortalsHandlers } from './handlers.ts'
import { createPortalsService } from './service.ts'

const resourcesFolder = join(import.meta.dirname, '../../../../resources')

describe('the portals service', () => {
  it('lists, finds and gets shipped portals', () => {
    const service = createPortalsService({ resourcesFolder })
    expect(service.list().map((portal) => portal.name)).toEqual([
      'CEAC and National Visa Center',
      'DOL FLAG',
      'EOIR ECAS Case Portal',
      'ID.me',
      'Login.gov',
      'PACER and CM/ECF',
      'SEVIS for schools',
      'SEVP Portal for students',
      'Social Security (my account)',
      'USCIS FOIA requests (FIRST)',
      'USCIS online account'
    ])
    expect(service.problems()).toEqual([])
    expect(service.find('uscis')?.shortName).toBe('USCIS')
    expect(service.get('pacer')).toBe(service.find('pacer'))
  })

  it('says not found for a portal nobody knows', () => {
    const service = createPortalsService({ resourcesFolder })
    expect(service.find('constructor')).toBeUndefined()
    let caught: unknown
    try {
      service.get('uscis ')
    } catch (error) {
      caught = error
    }
    expect(isAppError(caught, 'record.not-found') && caught.params).toEqual({ kind: 'portal' })
  })

  it('answers portals.list in the shape of the contract, as a list of its own', async () => {
    const service = createPortalsService({ resourcesFolder })
    const answer = await createPortalsHandlers(service, () => undefined)['portals.list']({})
    expect(contract['portals.list'].output.parse(answer)).toEqual(service.list())
    answer.length = 0
    expect(service.list()).toHaveLength(11)
  })
})

describe("the firm's own portal files", () => {
  let dataFolder = ''
  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'firm-'))
    mkdirSync(join(dataFolder, 'portals'))
  })
  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))
  const shipped = createPortalsService({ resourcesFolder }).get('sevis')
  const put = (id: string, content: unknown) => writeFileSync(join(dataFolder, 'portals', `${id}.json`), JSON.stringify(content))

  it('replace the shipped portal of the same id and add new ones', () => {
    put('sevis', { ...shipped, signInClocks: [{ days: 30, what: 'Locks', certainty: 'A' }] })
    put('state-bar', { ...shipped, id: 'state-bar', name: 'A state bar', shortName: 'Bar', hosts: [], helpDesk: null })
    const service = createPortalsService({ resourcesFolder, dataFolder })
    expect(service.get('sevis').signInClocks.map((clock) => clock.days)).toEqual([30])
    expect(service.list()[0]?.id).toBe('state-bar')
    expect(service.list()).toHaveLength(12)
    expect(service.problems()).toEqual([])
  })

  it('are listed by where they come from, and read again when asked', () => {
    put('sevis', { ...shipped, version: shipped.version + 1 })
    put('state-bar', { ...shipped, id: 'state-bar', name: 'A state bar', shortName: 'Bar', hosts: [], helpDesk: null })
    const service = createPortalsService({ resourcesFolder, dataFolder })
    const origins = () =>
      Object.fromEntries(service.files().inUse.map(({ id, origin, replacedVersion }) => [id, [origin, replacedVersion]]))
    expect(service.files().folder).toBe(join(dataFolder, 'portals'))
    expect(origins()).toMatchObject({
      sevis: ['replaced-by-firm', shipped.version],
      'state-bar': ['added-by-firm', null],
      uscis: ['shipped', null]
    })
    writeFileSync(join(dataFolder, 'portals', 'sevis.json'), '{\n  "id": "sevis",\n  oops\n}')
    put('state-bar', { ...shipped, id: 'state-bar', name: '' })
    expect(service.files().refused).toEqual([])
    const { refused } = service.reload()
    expect(refused.map(({ fileName }) => fileName)).toEqual(['sevis.json', 'state-bar.json'])
    expect(refused[0]?.problems.join()).toMatch(/is not JSON.*line 3 column 3/)
    expect(refused[1]?.problems.join()).toContain('name: ')
    expect(origins()['sevis']).toEqual(['shipped', null])
    expect(service.find('state-bar')).toBeUndefined()
  })

  it('leave everything as shipped when they are bad, and are named in the log without their content', () => {
    put('sevis', { ...shipped, hosts: [...shipped.hosts, 'secret-look-alike.example'] })
    const log = createListLog()
    const service = createPortalsService({ resourcesFolder, dataFolder, log })
    expect(service.get('sevis')).toEqual(shipped)
    expect(service.list()).toHaveLength(11)
    expect(service.problems().map((problem) => problem.fileName)).toEqual(['sevis.json'])
    expect(log.rows).toEqual(['{"level":"warn","event":"portals.firm-file-refused","file":"sevis.json"}'])
  })
})

describe('reading', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portals-'))
    mkdirSync(join(folder, 'portals'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('waits for the first question and happens once', () => {
    const service = createPortalsService({ resourcesFolder: folder })
    expect(() => service.list()).toThrow(/No portal file/)
    const portal = { ...createPortalsService({ resourcesFolder }).get('id-me'), name: 'Read once' }
    writeFileSync(join(folder, 'portals', 'id-me.json'), JSON.stringify(portal))
    expect(service.get('id-me').name).toBe('Read once')
    rmSync(join(folder, 'portals'), { recursive: true })
    expect(service.list()).toEqual([portal])
  })

  it('throws a plain error that names the bad file, not an expected failure', () => {
    writeFileSync(join(folder, 'portals', 'uscis.json'), '{}')
    const service = createPortalsService({ resourcesFolder: folder })
    let caught: unknown
    try {
      service.find('uscis')
    } catch (error) {
      caught = error
    }
    expect(isAppError(caught)).toBe(false)
    expect(String(caught)).toContain('uscis.json: id: ')
  })
})
