import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'

/** Replaces vault.json over and over, saying each content once it is on the disk. */
const writer = `
import { createVaultFile } from ${JSON.stringify(new URL('./vault-file.ts', import.meta.url).href)}
const file = createVaultFile(process.argv[2])
let before = await file.read()
for (let count = Number(before.toString().split(' ')[0]) + 1; ; count++) {
  const after = Buffer.from(count + ' ' + 'x'.repeat(2000 + count) + '\\n')
  await file.replace(before, after)
  process.stdout.write(count + '\\n')
  before = after
}
`

it('leaves vault.json whole, and no older than acknowledged, when killed at any moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydocket-vault-crash-'))
  const path = join(folder, 'vault.json')
  const program = join(folder, 'writer.mjs')
  writeFileSync(program, writer)
  writeFileSync(path, '0 \n')
  let acknowledged = 0
  let interrupted = 0
  for (let round = 0; round < 12; round++) {
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const closed = once(child, 'close')
    child.stdout.on('data', (chunk) => {
      for (const line of String(chunk).split('\n')) if (line !== '') acknowledged = Number(line)
    })
    await once(child.stdout, 'data')
    await pause(Math.random() * 30)
    child.kill('SIGKILL')
    await closed
    const [count = '', rest = ''] = readFileSync(path, 'utf8').split(' ')
    expect(rest).toBe(`${'x'.repeat(2000 + Number(count))}\n`)
    expect(Number(count)).toBeGreaterThanOrEqual(acknowledged)
    interrupted += readdirSync(folder).filter((name) => name.endsWith('.tmp')).length
  }
  expect(acknowledged).toBeGreaterThan(12)
  // Some of the kills must have come in the middle of a write for this to prove anything.
  expect(interrupted).toBeGreaterThan(0)
  rmSync(folder, { recursive: true, force: true })
})
