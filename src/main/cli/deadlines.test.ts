import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Deadline } from '#contract'
import { openSqlite } from '../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../testing/test-firm.ts'
import type { Context } from './command.ts'
import { parseCommandLine } from './command-line.ts'
import { commands } from './commands.ts'
import type { Call } from './core.ts'

/** The commands on a firm in this process: their words, options, calls and answers. How a process runs them is the whole story's matter. */
const folder = mkdtempSync(join(tmpdir(), 'keydocket-cli-deadlines-'))
let firm: TestFirm
beforeAll(async () => {
  firm = await openTestFirm(await openSqlite())
  await firm.call('clients.create', { name: 'Garcia Lopez, María', fileNumber: '2026-17' })
  await firm.call('clients.create', { name: 'Nowak, Jan' })
})
afterAll(async () => {
  await firm.db.close()
  rmSync(folder, { recursive: true })
})

async function run<T>(...args: string[]): Promise<{ value: T; lines: string[] }> {
  const { command, operands, options } = parseCommandLine(args, commands)
  if (command === null) throw new Error('no command')
  let answer: { value: unknown; lines: string[] } = { value: undefined, lines: [] }
  const terminal = {
    answer: async (value: unknown, lines: () => string[]) => {
      answer = { value, lines: lines() }
    }
  }
  const call = ((channel: Channel, input: never) => firm.call(channel as 'deadlines.get', input)) as unknown as Call
  await command.run({ call, operands, options, terminal, files: {} } as unknown as Context)
  return answer as { value: T; lines: string[] }
}

describe('deadlines on the command line', () => {
  let id: string

  it('adds one by the client’s whole name', async () => {
    const { value, lines } = await run<Deadline>(
      ...['deadline', 'add', '--client', 'Garcia Lopez, María', '--title', 'Answer the RFE', '--subject', 'rfe'],
      ...['--issued', '2026-11-01', '--due', '2026-12-01', '--remind', '14, 7']
    )
    id = value.id
    expect(value).toMatchObject({ subject: 'rfe', dueOn: '2026-12-01', reminderDays: [14, 7], ownerName: 'Ana Paralegal' })
    expect(lines.join('\n')).toContain('2026-12-01')
  })

  it('refuses days that are none', async () => {
    const add = ['deadline', 'add', '--client', 'Nowak, Jan', '--title', 'x', '--due', '2026-12-01', '--remind']
    for (const days of ['7;3', '0', '7,-1', 'soon', '7,']) await expect(run(...add, days), days).rejects.toThrow(/whole numbers/)
  })

  it('lists by what is asked for', async () => {
    await run('deadline', 'add', '--client', 'Nowak, Jan', '--title', 'Interview', '--kind', 'appointment', '--due', '2026-11-20')
    expect((await run<Deadline[]>('deadline', 'list')).value.map(({ title }) => title)).toEqual(['Interview', 'Answer the RFE'])
    expect((await run<Deadline[]>('deadline', 'list', '--span', 'overdue')).value).toHaveLength(1)
    expect((await run<Deadline[]>('deadline', 'list', '--kind', 'deadline')).value.map(({ id }) => id)).toEqual([id])
    expect((await run('deadline', 'list')).lines[1]).toMatch(/^2026-11-20 +-2 +unanswered +appointment +Nowak, Jan/)
  })

  it('snoozes, wakes, cancels, opens again and finishes', async () => {
    expect((await run<Deadline>('deadline', 'snooze', id, '--until', '2026-11-25')).value.state).toBe('snoozed')
    await expect(run('deadline', 'snooze', id)).rejects.toThrow(/--until or --wake/)
    expect((await run<Deadline>('deadline', 'snooze', id, '--wake')).value.state).toBe('due-soon')
    expect((await run<Deadline>('deadline', 'cancel', id, '--reason', 'Withdrawn')).value.state).toBe('cancelled')
    expect((await run<Deadline>('deadline', 'reopen', id)).value.state).toBe('due-soon')
    expect((await run<Deadline>('deadline', 'done', id, '--outcome', 'Sent')).value).toMatchObject({ state: 'done', outcome: 'Sent' })
  })

  it('names clients without a next step', async () => {
    const { value, lines } = await run<{ clientName: string }[]>('report', 'next-steps')
    expect(value.map(({ clientName }) => clientName)).toEqual(['Garcia Lopez, María'])
    expect(lines.join('\n')).toContain('2026-17')
  })

  it('writes a calendar for its owner alone, and never over a file', async () => {
    const file = join(folder, 'firm.ics')
    expect((await run<{ count: number }>('calendar', 'export', file, '--view', 'every')).value.count).toBe(2)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('SUMMARY:Done: RFE response\\, File 2026-17')
    expect(text).not.toMatch(/Garcia|Nowak/)
    await expect(run('calendar', 'export', file)).rejects.toMatchObject({ code: 'file.cannot-write' })
    expect(existsSync(file)).toBe(true)
  })
})
