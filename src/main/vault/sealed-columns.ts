/**
 * Every place in the database that holds a value sealed by the vault. Sealing anywhere else does not compile (`SealContext`), and a test compares
 * the list with the schema, so that no secret is left behind under an old key when the keys are replaced.
 */
export const sealedColumns = [
  {
    table: 'authenticators',
    column: 'secret',
    id: 'id',
    revision: 'secret_revision',
    fingerprint: { column: 'secret_fingerprint', purpose: 'authenticator' }
  },
  { table: 'backup_codes', column: 'secret', id: 'id', revision: 'secret_revision', fingerprint: null },
  { table: 'access_codes', column: 'secret', id: 'id', revision: 'secret_revision', fingerprint: null },
  { table: 'passcodes', column: 'secret', id: 'id', revision: 'secret_revision', fingerprint: null },
  {
    table: 'import_entries',
    column: 'secret',
    id: 'id',
    revision: 'secret_revision',
    fingerprint: { column: 'fingerprint', purpose: 'authenticator' }
  },
  { table: 'import_entries', column: 'details', id: 'id', revision: 'details_revision', fingerprint: null },
  { table: 'audit_keys', column: 'secret', id: 'id', revision: 'secret_revision', fingerprint: null },
  { table: 'vault_generations', column: 'audit_key', id: 'id', revision: 'audit_key_revision', fingerprint: null }
] as const satisfies readonly SealedColumn[]

export interface SealedColumn {
  readonly table: string
  /** Null or empty where there is no secret (any more). */
  readonly column: string
  /** Text, primary key: the record of the seal context. */
  readonly id: string
  /** Whole number: the revision of the seal context. */
  readonly revision: string
  /** Keyed fingerprint of the same content, made anew with it; '' stays ''. */
  readonly fingerprint: { readonly column: string; readonly purpose: string } | null
}

type Place = (typeof sealedColumns)[number]
type Named<P> = P extends Place ? { readonly table: P['table']; readonly column: P['column'] } : never
/** A table with a column of it. */
export type SealedPlace = Named<Place>
export type FingerprintPurpose = Extract<Place['fingerprint'], { purpose: string }>['purpose']
