/**
 * A process that imports a list of clients, for import-kill.test.ts to kill. Arguments: data folder, recovery kit, rows. It previews, prints `ready`,
 * waits for a line on standard input, commits, and prints `done` once the import was answered.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { callFor, openWriterApp } from './test-writer.ts'

/** A client, a matter and a case to a row. */
export function listOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const receipt = `IOE09${String(index).padStart(8, '0')}`
    return `Person ${index},person${index}@example.com,${receipt},I-485,Adjustment of status ${index}`
  })
  return ['Client,E-mail,Receipt number,Form,Matter title', ...lines, ''].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  const [folder = '', kit = '', rows = '0'] = process.argv.slice(2)
  const app = await openWriterApp(folder)
  await callFor(app, 'vault.unlockWithKit', { kit })
  const { sheets } = await callFor(app, 'imports.open', { name: 'list.csv', bytes: new TextEncoder().encode(listOf(Number(rows))) })
  const guess = sheets[0]?.guess
  if (guess === undefined) throw new Error('the list has no sheet')
  await callFor(app, 'imports.preview', guess)
  writeSync(1, 'ready\n')
  const input = createInterface({ input: process.stdin })
  // Without a parent there is nobody left to kill it.
  if ((await input[Symbol.asyncIterator]().next()).done === true) process.exit(0)
  await callFor(app, 'imports.commit', {})
  writeSync(1, 'done\n')
  // Killed here, or left alone.
  if ((await input[Symbol.asyncIterator]().next()).done === true) process.exit(0)
}
