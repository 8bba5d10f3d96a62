import * as z from 'zod'
import { calendarDate, call, done, id, instant, later, line, receiptNumber } from './schemas.ts'

/** One filing, one receipt. */
export const Case = later(() =>
  z.strictObject({
    id,
    clientId: id,
    /** The matter it belongs to, of the same client; null when it stands outside any. */
    matterId: id.nullable(),
    /** As printed, spaces and dashes removed, upper case; shape is warned about, never refused. */
    receiptNumber: z.string().max(40),
    /** Form number, e.g. "I-485". */
    form: z.string().max(40),
    receivedOn: calendarDate.nullable(),
    note: z.string().max(400),
    createdAt: instant
  })
)
export type Case = z.output<ReturnType<typeof Case>>

const caseFields = later(() => ({
  receiptNumber,
  form: line(40).default(''),
  receivedOn: calendarDate.nullable().default(null),
  note: line(400).default(''),
  matterId: id.nullable().default(null)
}))

/** Whose case it is, as its page shows it. */
const CaseClient = later(() => z.strictObject({ id, name: z.string(), isSample: z.boolean(), archivedAt: instant.nullable() }))

/** The matter it stands in, as its page shows it. */
const CaseMatter = later(() => z.strictObject({ id, title: z.string(), closedOn: calendarDate.nullable() }))

export const casesContract = {
  'cases.get': call(
    () => z.strictObject({ id }),
    () => z.strictObject({ case: Case(), client: CaseClient(), matter: CaseMatter().nullable() })
  ),
  'cases.add': call(() => z.strictObject({ clientId: id, ...caseFields() }), Case),
  'cases.update': call(() => z.strictObject({ id, ...caseFields() }), Case),
  'cases.remove': call(() => z.strictObject({ id }), done)
}
