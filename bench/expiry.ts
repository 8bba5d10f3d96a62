import type Database from 'better-sqlite3'
import type { ReadableDb } from '../src/main/db/handles.ts'
import { type AccountPage, listAccounts } from '../src/main/features/accounts/repository.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

const page: AccountPage = {
  archived: false,
  clientId: null,
  portalId: null,
  ids: null,
  sort: 'access-code-expiry',
  descending: false,
  offset: 0,
  limit: 100
}

/** The accounts whose access codes lapse first. Bare: the fastest statement found for the same rows, which walks the index by expiry. */
export async function measureExpiry(db: ReadableDb, bare: Database.Database): Promise<Measured[]> {
  const statement = bare.prepare(`
    select accounts.*, clients.name as client_name
    from access_codes indexed by access_codes_by_expiry
    join accounts on accounts.id = access_codes.account_id
    left join clients on clients.id = accounts.client_id
    where access_codes.used_at is null and access_codes.replaced_at is null and accounts.archived_at is null
      and not exists (
        select 1 from access_codes as earlier
        where earlier.account_id = access_codes.account_id and earlier.used_at is null and earlier.replaced_at is null
          and (earlier.expires_on, earlier.id) < (access_codes.expires_on, access_codes.id)
      )
    order by access_codes.expires_on, accounts.sort_key, accounts.id
    limit 100`)
  const expected = (statement.all() as { id: string }[]).map((row) => row.id)
  const found = (await listAccounts(db, page)).map((account) => account.id)
  if (found.join() !== expected.join()) throw new Error('the two sides list different accounts')
  return [
    {
      subject: '100 accounts whose access codes lapse first',
      against: 'a hand-written statement that walks the index by expiry, prepared once',
      ...(await alternate(
        15,
        () => listAccounts(db, page),
        () => statement.all()
      )),
      goal: { kind: 'times', most: 1.5 }
    }
  ]
}
