import type Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Envelope, Output } from '#contract'
import { createSystemClock } from '../src/main/adapters/system-clock.ts'
import type { App } from '../src/main/app.ts'
import { sqliteSchema } from '../src/main/db/dialects/sqlite.ts'
import { firmDbOn } from '../src/main/db/open.ts'
import type { Tables } from '../src/main/db/tables.ts'
import { openTestFirm } from '../src/main/testing/test-firm.ts'
import { createListNotifications } from '../src/main/testing/test-ports.ts'
import { amounts } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

/** Today and the board over all accounts, through the app, against the very statements they send, each prepared once and run once. */
export async function measureToday(app: App, bare: Database.Database): Promise<Measured[]> {
  const sent = await statementsOf(bare)
  const accounts = amounts.accounts.toLocaleString('en-US')
  const deadlines = amounts.deadlines.toLocaleString('en-US')
  const calls = [
    {
      channel: 'today.list',
      input: {},
      subject: `Today over ${accounts} accounts and ${deadlines} deadlines`,
      goal: { kind: 'milliseconds', most: 500 }
    },
    {
      channel: 'accessCodes.board',
      input: {},
      subject: `first 100 of the access-code board over ${accounts} accounts`,
      goal: { kind: 'milliseconds', most: 100 }
    },
    { channel: 'deadlines.list', input: {}, subject: `first 100 of ${deadlines} deadlines`, goal: { kind: 'milliseconds', most: 100 } },
    {
      channel: 'deadlines.list',
      input: deadlineSearch,
      subject: `search among ${deadlines} deadlines`,
      goal: { kind: 'milliseconds', most: 100 }
    },
    {
      channel: 'nextSteps.list',
      input: {},
      subject: 'first 100 clients without a next step',
      goal: { kind: 'milliseconds', most: 200 }
    }
  ] as const
  const rows: Measured[] = []
  for (const { channel, input, subject, goal } of calls) {
    const statements = (await sent(channel, input)).map(({ sql, parameters }) => ({ statement: bare.prepare(sql), parameters }))
    const times = await alternate(
      9,
      async () => answered((await app.invoke(channel, input)) as Envelope<Output<typeof channel>>),
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

/** Parts of a title and of a name, as somebody types them. */
const deadlineSearch = { query: 'rfe garc' }

/** Takes down what a call sends, from a firm on the bare copy. */
async function statementsOf(bare: Database.Database): Promise<(channel: TodayChannel, input: object) => Promise<Sent[]>> {
  const sent: Sent[] = []
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: bare }), log: ({ query }) => void sent.push(query) })
  const firm = await openTestFirm(firmDbOn(kysely, sqliteSchema), {
    clock: createSystemClock(),
    notifications: createListNotifications(false)
  })
  const today = await firm.call('today.list', {})
  if (today.items.length < 100 || today.counts['deadline-overdue'] < 50) throw new Error('the firm gives today too little to do')
  return async (channel, input) => {
    sent.length = 0
    await firm.call(channel, input)
    return sent.splice(0)
  }
}

type TodayChannel = 'today.list' | 'accessCodes.board' | 'deadlines.list' | 'nextSteps.list'

function answered<T>(answer: Envelope<T>): T {
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}
