import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { Custody, secretsForbidden } from './custody.ts'
import type { StoredAccount } from './repository.ts'

/** What the features that hang on an account need of it. */
export interface AccountLookup {
  /** Throws AppError `record.not-found`. */
  require(reader: ReadableDb, id: string): Promise<StoredAccount>
  /** The account, when a secret may be saved under it now. Throws `record.archived`, `accounts.custody-forbids-secrets`, `accounts.consent-missing`. */
  requireForSecret(reader: ReadableDb, id: string): Promise<StoredAccount>
  /** Why no secret may be saved under it, or null when one may. */
  secretsForbidden(account: Custody): ReturnType<typeof secretsForbidden>
  /** The account and its client stay when the sample firm goes. */
  adopt(tx: WritableDb, account: Pick<StoredAccount, 'id' | 'clientId' | 'isSample'>): Promise<void>
}
