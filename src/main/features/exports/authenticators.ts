import encodeQR from 'qr'
import type { Output, Parsed } from '#contract'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { FileSaver, Random } from '../../ports.ts'
import { measurePassphrase } from '../../vault/passphrase-strength.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { aegisVault, fitsMigration, type LeavingKey, migrationBatches, otpauthList } from './authenticator-formats.ts'
import type * as Repository from './repository.ts'
import type { HeldAuthenticator } from './repository.ts'

export interface AuthenticatorExportDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly random: Random
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly accounts: Pick<AccountLookup, 'secretsForbidden'>
  readonly fileSaver: FileSaver
  readonly repository: Pick<typeof Repository, 'listHeldAuthenticators'>
}

export type AuthenticatorExportService = ReturnType<typeof createAuthenticatorExport>
type Whose = Pick<Parsed<'exports.countAuthenticators'>, 'accountId' | 'clientId'>

/** Authenticators leave with their keys: each is written down in the transaction that opens it, before any of them is handed over. */
export function createAuthenticatorExport({
  db,
  vault,
  random,
  audit,
  settings,
  accounts,
  fileSaver,
  repository
}: AuthenticatorExportDeps) {
  async function allowed(reader: ReadableDb, whose: Whose): Promise<HeldAuthenticator[]> {
    const held = await repository.listHeldAuthenticators(reader, whose)
    return held.filter((one) => accounts.secretsForbidden(one) === null)
  }

  function release<T>(
    { accountId, clientId, reason }: Whose & { reason: string },
    as: string,
    { fits = () => true, use }: { fits?: (one: HeldAuthenticator) => boolean; use: (keys: readonly LeavingKey[]) => T }
  ): Promise<{ made: T; count: number; leftOut: string[] }> {
    return db.write(async (tx) => {
      const all = await allowed(tx, { accountId, clientId })
      const leaving = all.filter(fits)
      if (leaving.length === 0) throw new AppError('exports.no-authenticators', {})
      const keys: LeavingKey[] = []
      try {
        for (const one of leaving) {
          const { id, secret, secretRevision: revision } = one
          await audit.record(tx, {
            ...{ event: 'authenticator.exported', clientId: one.clientId, accountId: one.accountId, recordId: id },
            details: { as, reason },
            sealed: { blob: secret, revision }
          })
          keys.push({ ...one, key: vault.open({ table: 'authenticators', recordId: id, column: 'secret', revision }, secret) })
        }
        return { made: use(keys), count: keys.length, leftOut: all.filter((one) => !fits(one)).map(({ username }) => username) }
      } finally {
        for (const { key } of keys) key.fill(0)
      }
    })
  }

  return {
    async count(whose: Whose): Promise<Output<'exports.countAuthenticators'>> {
      const held = await allowed(db.read, whose)
      return { authenticators: held.length, accounts: new Set(held.map(({ accountId }) => accountId)).size }
    },

    async save({ format, passphrase, ...input }: Parsed<'exports.saveAuthenticators'>): Promise<Output<'exports.saveAuthenticators'>> {
      if (format === 'aegis-encrypted') {
        const { weakness } = await measurePassphrase(passphrase ?? '')
        if (weakness !== null) throw new AppError('vault.weak-passphrase', { reason: weakness })
      }
      const encryption = format === 'aegis-encrypted' ? { passphrase: passphrase ?? '', random } : null
      let authenticators = 0
      async function* parts(): AsyncGenerator<string> {
        const { made, count } = await release(input, format, {
          use: (keys) => (format === 'otpauth' ? otpauthList(keys) : aegisVault(keys, encryption))
        })
        authenticators = count
        yield made
      }
      const name = `keydocket-authenticators-${settings.today()}.${format === 'otpauth' ? 'txt' : 'json'}`
      const saved = await fileSaver.saveParts(name, parts())
      return { saved, authenticators }
    },

    async pictures(input: Parsed<'exports.migrationPictures'>): Promise<Output<'exports.migrationPictures'>> {
      const { made, count, leftOut } = await release(input, 'migration', {
        fits: fitsMigration,
        use: (keys) => migrationBatches(keys, random)
      })
      const pictures = made.map(({ address, names }, index) => ({
        ...{ number: index + 1, of: made.length, names: [...names] },
        modules: modulesOf(address)
      }))
      return { pictures, authenticators: count, leftOut }
    }
  }
}

/** The package draws a border of at least one module, which whoever shows the code adds for itself. */
const modulesOf = (text: string): string[] =>
  encodeQR(text, 'raw', { ecc: 'low', border: 1 })
    .slice(1, -1)
    .map((row) =>
      row
        .slice(1, -1)
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
    )
