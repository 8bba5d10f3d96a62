/** Places for files that are no plain new file (row 9): what the window's saver, the kept calendar and the command line do with each. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createNodeCalendarFolder } from './adapters/node-calendar-folder.ts'
import { createNodeFileSaver } from './adapters/node-file-saver.ts'
import { noteSyncedFolder, writePrivateFile } from './cli/files.ts'
import { isPlainFilePath, syncedFolderIn } from './file-place.ts'
import { recordSecurityCount } from './testing/security-counts.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydocket-places-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

let [tried, failed] = [0, 0]
afterAll(() => recordSecurityCount({ row: '9', title: 'paths and file dialogs', count: tried, bar: 150, failed }))

/** Ways in which the product writes a file: by the name of the way, what writes `text` at `path`. */
const replacing = {
  'the window': (path: string, text: string) => createNodeFileSaver({ choosePath: () => path, replace: true }).saveText('list.csv', text),
  'the kept calendar': (path: string, text: string) =>
    createNodeCalendarFolder(async () => null).write(join(path, '..'), nameOf(path), text)
}
const neverReplacing = {
  'the command line': (path: string, text: string) => writePrivateFile(path, text),
  'a list on the command line': (path: string, text: string) =>
    createNodeFileSaver({ choosePath: () => path, replace: false }).saveText('list.csv', text)
}
const everyWay = { ...replacing, ...neverReplacing }
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const reasonFor = async (written: Promise<unknown>): Promise<unknown> =>
  written.then(
    (answer) => (answer === false ? 'cancelled' : 'written'),
    (error: { code?: string; params?: { reason?: string } }) => (error.code === 'file.cannot-write' ? error.params?.reason : error)
  )

/** Counts one place tried one way. */
function held(what: string, found: unknown, wanted: unknown): void {
  tried += 1
  if (JSON.stringify(found) !== JSON.stringify(wanted)) failed += 1
  expect(found, what).toEqual(wanted)
}

describe('a place that exists', () => {
  test('a file: replaced as a whole and private where a person agreed, left alone on the command line', async () => {
    for (const [way, write] of Object.entries(everyWay)) {
      const path = join(folder, 'list.csv')
      writeFileSync(path, 'old', { mode: 0o644 })
      chmodSync(path, 0o644)
      const replaces = way in replacing
      held(way, await reasonFor(write(path, 'new')), replaces ? 'written' : 'exists')
      held(`${way}: text`, readFileSync(path, 'utf8'), replaces ? 'new' : 'old')
      held(`${way}: mode`, statSync(path).mode & 0o777, replaces ? 0o600 : 0o644)
    }
    expect(readdirSync(folder)).toEqual(['list.csv'])
  })

  test.each(['to a file', 'to nothing', 'to itself', 'to a folder', 'to a device'] as const)(
    'a link %s is never written through',
    async (kind) => {
      for (const [way, write] of Object.entries(everyWay)) {
        const [path, target] = [join(folder, `link ${way}`), join(folder, `target ${way}`)]
        if (kind === 'to a file') writeFileSync(target, 'precious')
        if (kind === 'to a folder') mkdirSync(target)
        symlinkSync(kind === 'to itself' ? path : kind === 'to a device' ? '/dev/full' : target, path)
        held(way, await reasonFor(write(path, 'new')), way in replacing ? 'written' : 'exists')
        if (kind === 'to a file') held(`${way}: target`, readFileSync(target, 'utf8'), 'precious')
        if (kind === 'to a folder') held(`${way}: target`, readdirSync(target), [])
        if (kind === 'to nothing') held(`${way}: target`, readdirSync(folder).includes(nameOf(target)), false)
        if (way in replacing) held(`${way}: mode`, lstatSync(path).mode & 0o170777, 0o100600)
      }
    }
  )

  test('a folder, a pipe and a socket stay what they are, and devices are not opened', async () => {
    mkdirSync(join(folder, 'taken'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const server = createServer().listen(join(folder, 'socket'))
    await once(server, 'listening')
    for (const [way, write] of Object.entries(everyWay))
      for (const name of ['taken', 'pipe', 'socket']) {
        const before = lstatSync(join(folder, name)).mode
        held(`${way} at a ${name}`, await reasonFor(write(join(folder, name), 'new')), way in replacing ? 'not-a-file' : 'exists')
        held(`${way} leaves the ${name}`, lstatSync(join(folder, name)).mode, before)
      }
    // Not in the ways that replace: were they broken, a test run by root would take the device away.
    for (const [way, write] of Object.entries(neverReplacing))
      for (const device of ['/dev/null', '/dev/full', '/dev/stdout'])
        held(`${way} at ${device}`, await reasonFor(write(device, 'new')), 'exists')
    expect(readdirSync(folder).sort()).toEqual(['pipe', 'socket', 'taken'])
    server.close()
  })
})

describe('a place that cannot be', () => {
  test.each([
    ['a folder that is not there', 'none/list.csv', 'failed'],
    ['below a file', 'file/list.csv', 'failed'],
    ['a name of 300 bytes', `${'n'.repeat(300)}.csv`, 'name'],
    ['a name of 260 bytes in letters of three', `${'語'.repeat(87)}.csv`, 'name'],
    ['a path of 5,000 bytes', `${'p'.repeat(200)}/`.repeat(25).concat('list.csv'), 'name'],
    ['a NUL in the name', 'list\0.csv', 'name']
  ])('%s', async (_, name, reason) => {
    writeFileSync(join(folder, 'file'), '')
    for (const [way, write] of Object.entries(everyWay)) held(way, await reasonFor(write(`${folder}/${name}`, 'new')), reason)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test.skipIf(process.getuid?.() === 0)('a folder that lets nobody write (root may write anywhere)', async () => {
    mkdirSync(join(folder, 'sealed'), { mode: 0o500 })
    for (const [way, write] of Object.entries(everyWay)) held(way, await reasonFor(write(join(folder, 'sealed/list.csv'), 'new')), 'denied')
    expect(readdirSync(join(folder, 'sealed'))).toEqual([])
  })
})

describe('names that Windows would write elsewhere', () => {
  test.each([
    ...['C:\\firm\\list.csv:hidden', 'C:\\firm\\list.csv::$DATA', 'list.csv:Zone.Identifier', 'C:list.csv', 'C:\\firm:x\\list.csv'],
    ...['C:\\firm\\list.csv.', 'C:\\firm\\list.csv ', 'C:\\firm\\list. .', 'C:\\firm\\...'],
    ...['C:\\firm\\CON', 'C:\\firm\\con.csv', 'C:\\firm\\Nul.tar.gz', 'C:\\aux\\list.csv', 'C:\\firm\\COM1', 'C:\\firm\\lpt9.txt'],
    ...['C:\\firm\\com¹', 'C:\\firm\\CONIN$', 'C:\\firm\\prn .csv', '\\\\.\\PhysicalDrive0', '\\\\.\\pipe\\x', '\\\\?\\C:\\firm\\list.csv'],
    ...['//./nul', '//?/C:/firm/list.csv', 'C:/firm/nul', '']
  ])('%j is refused there', (path) => held(path, isPlainFilePath(path, 'win32'), false))

  test.each([
    ...['C:\\firm\\list.csv', 'D:/firm/list 2026-11-25.csv', 'C:\\firm.d\\console.csv', 'C:\\firm\\.list', '\\\\server\\share\\list.csv'],
    ...['C:\\firm\\com10.csv', 'C:\\firm\\nullable.csv', 'C:\\firm\\García – Liste.csv', 'list.csv']
  ])('%j is fine there', (path) => held(path, isPlainFilePath(path, 'win32'), true))

  test('elsewhere they are ordinary names', () => {
    for (const path of ['/firm/list.csv:hidden', '/firm/list.csv.', '/firm/con']) held(path, isPlainFilePath(path, 'linux'), true)
    held('NUL', isPlainFilePath('/firm/list\0.csv', 'linux'), false)
  })
})

describe('synchronised folders', () => {
  const synced = [
    'OneDrive',
    'OneDrive - Garcia Law',
    'Dropbox',
    'Dropbox (Firm)',
    'Google Drive',
    'Nextcloud',
    'iCloudDrive',
    'CloudStorage'
  ]
  test('the window asks and writes nothing without a yes, also behind a link; the command line says so', async () => {
    for (const name of synced) {
      mkdirSync(join(folder, name, 'Clients'), { recursive: true })
      const link = join(folder, `link ${name.length}`)
      rmSync(link, { force: true })
      symlinkSync(join(folder, name, 'Clients'), link)
      for (const path of [join(folder, name, 'Clients', 'list.csv'), join(link, 'linked.csv')]) {
        const asked: string[] = []
        const saver = (agrees: boolean) =>
          createNodeFileSaver({
            choosePath: () => path,
            replace: true,
            agreesTo: async (service) => {
              asked.push(service)
              return agrees
            }
          })
        held(`${path} refused`, await reasonFor(saver(false).saveText('list.csv', 'x')), 'cancelled')
        expect(readdirSync(join(folder, name, 'Clients'))).not.toContain(nameOf(path))
        held(`${path} agreed`, await reasonFor(saver(true).saveText('list.csv', 'x')), 'written')
        expect(asked).toEqual([name, name])
      }
      const notes: string[] = []
      noteSyncedFolder({ note: (...note: string[]) => notes.push(note.join(': ')) } as never, join(folder, name, 'list.csv'))
      held(`${name} noted`, notes, [`file.synced-folder: ${name} copies this file to other computers`])
    }
  })

  test('other folders are not asked about', async () => {
    for (const name of ['OneDriver', 'My Dropbox', 'Clients', 'box']) held(name, syncedFolderIn(`/home/ana/${name}/list.csv`), null)
    const saver = createNodeFileSaver({ choosePath: () => join(folder, 'a.csv'), replace: true, agreesTo: () => expect.unreachable() })
    held('plain', await reasonFor(saver.saveText('a.csv', 'x')), 'written')
  })
})
