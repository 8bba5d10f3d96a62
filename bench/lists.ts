import type Database from 'better-sqlite3'
import type { ReadableDb } from '../src/main/db/handles.ts'
import { type AccountPage, listAccounts } from '../src/main/features/accounts/repository.ts'
import { sqlSentBy } from './compiled-sql.ts'
import { amounts } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

const pages = 20

/** Pages of the accounts table from all over the list, through the repository, against the very statement it sends, prepared once. */
export async function measureLists(db: ReadableDb, bare: Database.Database): Promise<Measured[]> {
  const rows: Measured[] = []
  for (const limit of [50, 100]) {
    const chosen = Array.from({ length: pages }, (_, page): AccountPage => ({ ...firstPage, limit, offset: page * 40 }))
    const sent = await Promise.all(chosen.map((page) => sqlSentBy((reader) => listAccounts(reader, page))))
    const statement = bare.prepare(sent[0]?.sql ?? '')
    const oursInTurn = async () => {
      for (const page of chosen) if ((await listAccounts(db, page)).length !== limit) throw new Error('short page')
    }
    const bareInTurn = () => {
      for (const { values } of sent) if (statement.all(...values).length !== limit) throw new Error('short page')
    }
    const { ours, bare: plain } = await alternate(15, oursInTurn, bareInTurn)
    rows.push({
      subject: `${limit} of ${amounts.accounts.toLocaleString('en-US')} accounts, by client`,
      against: 'the same statement, prepared once',
      ours: ours / pages,
      bare: plain / pages,
      goal: { kind: 'times', most: 1.5 }
    })
  }
  return rows
}

const firstPage: AccountPage = {
  archived: false,
  clientId: null,
  portalId: null,
  ids: null,
  sort: 'client',
  descending: false,
  offset: 0,
  limit: 50
}
