import * as z from 'zod'
import { calendarDate, call, id, instant, later, requiredLine } from './schemas.ts'

/** Tables from which rows go with their client, in the order in which they go: what refers before what is referred to. */
export const destroyedTables = [
  'import_changes',
  'import_entries',
  'search_entries',
  'handed_out_codes',
  'backup_codes',
  'backup_code_sets',
  'authenticators',
  'access_codes',
  'passcodes',
  'drafts',
  'second_factors',
  'factor_changes',
  'path_steps',
  'paths',
  'rotation_closings',
  'deadlines',
  'case_statuses',
  'case_parties',
  'case_representatives',
  'cases',
  'matters',
  'accounts',
  'clients'
] as const
export type DestroyedTable = (typeof destroyedTables)[number]

/** Why a matter keeps its client's records: a legal hold, a day up to which it is kept, or that it is not closed. */
export const keepingReasons = ['held', 'kept-until', 'not-closed'] as const
export type KeepingReason = (typeof keepingReasons)[number]

const counts = {
  /** What goes, by table; tables with nothing of the client are left out. */
  counts: z.array(z.strictObject({ table: z.enum(destroyedTables), rows: z.int().positive() })),
  rows: z.int().nonnegative(),
  /** Keys and codes among them. */
  secrets: z.int().nonnegative()
}

const KeepingMatter = later(() =>
  z.strictObject({
    id,
    title: z.string(),
    /** Another client's, where this one only takes part in a case of it. */
    clientName: z.string(),
    because: z.array(z.enum(keepingReasons)).min(1),
    retainUntil: calendarDate.nullable()
  })
)
export type KeepingMatter = z.output<ReturnType<typeof KeepingMatter>>

export const destructionContract = {
  /** What would go, and the matters that forbid it. Writes nothing. */
  'destruction.preview': call(
    () => z.strictObject({ clientId: id }),
    () => z.strictObject({ clientName: z.string(), ...counts, keptBy: z.array(KeepingMatter()) })
  ),
  /**
   * Destroys every record and secret of the client for good, in one transaction with the audit row that tells of it. Refused while a matter forbids it, or
   * when the name is not typed as it stands. The activity record stays.
   */
  'destruction.destroy': call(
    () => z.strictObject({ clientId: id, typedName: z.string().max(300), reason: requiredLine(300) }),
    () => z.strictObject({ clientId: id, clientName: z.string(), at: instant, ...counts })
  ),
  /** Saves the certificate of a destruction as a text file, at any time: it is made from the activity record. */
  'destruction.saveCertificate': call(
    () => z.strictObject({ clientId: id }),
    () => z.strictObject({ saved: z.boolean() })
  )
}
