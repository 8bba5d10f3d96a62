import { type Kysely, sql } from 'kysely'
import type { Damage, ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { SalvagesTable, Tables } from '../../db/tables.ts'
import { sealedColumns } from '../../vault/sealed-columns.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'

const checkedSetting = 'database checked at'

/** Epoch ms of the last check that found no damage. */
export async function findCheckedAt(db: ReadableDb): Promise<number | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', checkedSetting).executeTakeFirst()
  return row === undefined ? null : Number(JSON.parse(row.value))
}

export async function setCheckedAt(tx: WritableDb, at: number): Promise<void> {
  const value = JSON.stringify(at)
  await tx
    .insertInto('settings')
    .values({ name: checkedSetting, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

export async function findLastSalvage(db: ReadableDb): Promise<SalvagesTable | null> {
  const row = await db.selectFrom('salvages').selectAll().orderBy('salvaged_at', 'desc').limit(literal(1)).executeTakeFirst()
  return row ?? null
}

interface SealedRow {
  readonly id: string
  readonly sealed: Uint8Array
  readonly revision: number
}

const batchSize = 500

/** The first table with a sealed value that does not open where it stands. */
export async function findBrokenSeal(db: ReadableDb, vault: OpenVault): Promise<Damage | null> {
  for (const { table, column, id, revision } of sealedColumns) {
    for (let after = ''; ; ) {
      const { rows } = await sql<SealedRow>`
        select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed, ${sql.ref(revision)} as revision from ${sql.table(table)}
        where ${sql.ref(column)} is not null and length(${sql.ref(column)}) > 0 and ${sql.ref(id)} > ${after}
        order by ${sql.ref(id)} limit ${literal(batchSize)}`.execute(db as Kysely<Tables>)
      for (const row of rows) {
        try {
          vault.open({ table, column, recordId: row.id, revision: Number(row.revision) } as SealContext, row.sealed).fill(0)
        } catch {
          return { at: table }
        }
      }
      if (rows.length < batchSize) break
      after = (rows.at(-1) as SealedRow).id
    }
  }
  return null
}
