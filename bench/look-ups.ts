import type Database from 'better-sqlite3'
import type { ReadableDb } from '../src/main/db/handles.ts'
import { findAccount } from '../src/main/features/accounts/repository.ts'
import { findAuthenticator } from '../src/main/features/authenticators/repository.ts'
import { findClient } from '../src/main/features/clients/repository.ts'
import { sqlSentBy } from './compiled-sql.ts'
import { createDice, type FirmData } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

const lookUps = 2000

/** One record by its id, through the repository, against the very statement it sends, prepared once. */
export async function measureLookUps(db: ReadableDb, bare: Database.Database, data: FirmData): Promise<Measured[]> {
  const subjects = [
    { name: 'a client', find: findClient, ids: data.clientIds },
    { name: 'an account with its client', find: findAccount, ids: data.accountIds },
    { name: 'an authenticator', find: findAuthenticator, ids: data.authenticatorIds }
  ]
  const rows: Measured[] = []
  for (const { name, find, ids } of subjects) {
    const dice = createDice(ids.length)
    const chosen = Array.from({ length: lookUps }, () => ids[dice(ids.length)] as string)
    const { sql } = await sqlSentBy((reader) => find(reader, chosen[0] as string))
    const statement = bare.prepare(sql)
    const oursInTurn = async () => {
      for (const id of chosen) if ((await find(db, id)) === null) throw new Error('not found')
    }
    const bareInTurn = () => {
      for (const id of chosen) if (statement.get(id) === undefined) throw new Error('not found')
    }
    const { ours, bare: plain } = await alternate(9, oursInTurn, bareInTurn)
    rows.push({
      subject: `${name} by id`,
      against: `the same statement, prepared once (time of one of ${lookUps})`,
      ours: ours / lookUps,
      bare: plain / lookUps,
      goal: { kind: 'times', most: 4 }
    })
  }
  return rows
}
