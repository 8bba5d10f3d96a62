import type Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Envelope, Output } from '#contract'
import { createSystemClock } from '../src/main/adapters/system-clock.ts'
import type { App } from '../src/main/app.ts'
import { sqliteSchema } from '../src/main/db/dialects/sqlite.ts'
import { firmDbOn } from '../src/main/db/open.ts'
import type { Tables } from '../src/main/db/tables.ts'
import { openTestFirm } from '../src/main/testing/test-firm.ts'
import { amounts } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

/** Today and the board over all accounts, through the app, against the very statements they send, each prepared once and run once. */
export async function measureToday(app: App, bare: Database.Database): Promise<Measured[]> {
  const sent = await statementsOf(bare)
  const accounts = amounts.accounts.toLocaleString('en-US')
  const calls = [
    { channel: 'today.list', subject: `Today over ${accounts} accounts`, goal: { kind: 'milliseconds', most: 500 } },
    {
      channel: 'accessCodes.board',
      subject: `first 100 of the access-code board over ${accounts} accounts`,
      goal: { kind: 'milliseconds', most: 100 }
    }
  ] as const
  const rows: Measured[] = []
  for (const { channel, subject, goal } of calls) {
    const statements = sent[channel].map(({ sql, parameters }) => ({ statement: bare.prepare(sql), parameters }))
    const times = await alternate(
      9,
      async () => answered((await app.invoke(channel, {})) as Envelope<Output<typeof channel>>),
      () => statements.map(({ statement, parameters }) => statement.all(...parameters))
    )
    rows.push({ subject, against: `its ${statements.length} statements, prepared once`, ...times, goal })
  }
  return rows
}

interface Sent {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** What each call sends, taken down from a firm on the bare copy. */
async function statementsOf(bare: Database.Database): Promise<Record<'today.list' | 'accessCodes.board', Sent[]>> {
  const sent: Sent[] = []
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: bare }), log: ({ query }) => void sent.push(query) })
  const firm = await openTestFirm(firmDbOn(kysely, sqliteSchema), { clock: createSystemClock() })
  sent.length = 0
  const today = await firm.call('today.list', {})
  if (today.items.length < 100) throw new Error('the firm gives today too little to do')
  const ofToday = sent.splice(0)
  await firm.call('accessCodes.board', {})
  return { 'today.list': ofToday, 'accessCodes.board': sent }
}

function answered<T>(answer: Envelope<T>): T {
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}
