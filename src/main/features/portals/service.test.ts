import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '#contract'
import { isAppError } from '../../errors.ts'
import { createPortalsHandlers } from './handlers.ts'
import { createPortalsService } from './service.ts'

const resourcesFolder = join(import.meta.dirname, '../../../../resources')

describe('the portals service', () => {
  it('lists, finds and gets shipped portals', () => {
    const service = createPortalsService({ resourcesFolder })
    expect(service.list().map((portal) => portal.name)).toEqual([
      'DOL FLAG',
      'EOIR ECAS Case Portal',
      'ID.me',
      'Login.gov',
      'PACER and CM/ECF',
      'USCIS online account'
    ])
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
    const answer = await createPortalsHandlers(service)['portals.list']({})
    expect(contract['portals.list'].output.parse(answer)).toEqual(service.list())
    answer.length = 0
    expect(service.list()).toHaveLength(6)
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
