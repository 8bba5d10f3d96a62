import * as z from 'zod'
import { calendarDate, call, done, id, instant, later, line, paperDate, receiptNumber } from './schemas.ts'
import { caseFreshnesses, caseNumberKinds, caseSorts, statusSources } from './vocabulary.ts'

/** What the agency said about a case at one check, in its own words. */
const CaseStatus = later(() =>
  z.strictObject({
    id,
    caseId: id,
    /** Exactly as the agency writes it. Nothing is concluded from it. */
    text: z.string().max(2000),
    /** Date the agency gives for it; null when it gives none. */
    statusOn: calendarDate.nullable(),
    /** Day somebody looked. */
    checkedOn: calendarDate,
    /** Name of the member who looked, as it was then. */
    checkedBy: z.string(),
    source: z.enum(statusSources),
    recordedAt: instant
  })
)
export type CaseStatus = z.output<ReturnType<typeof CaseStatus>>

/** One filing, one receipt. */
export const Case = later(() =>
  z.strictObject({
    id,
    clientId: id,
    /** The matter it belongs to, of the same client; null when it stands outside any. */
    matterId: id.nullable(),
    /** The case's number as printed, spaces and dashes removed, upper case; a receipt number unless `numberKind` says otherwise. */
    receiptNumber: z.string().max(40),
    /** Said by a person, never told from the number: receipt, NVC and FOIA numbers look alike. */
    numberKind: z.enum(caseNumberKinds),
    /** Form number, e.g. "I-485". */
    form: z.string().max(40),
    /** Office that has the case, as the notice names it. */
    office: z.string().max(120),
    /** Day it was mailed or submitted online. */
    filedOn: calendarDate.nullable(),
    /** The carrier's number of that mailing. */
    trackingNumber: z.string().max(60),
    receivedOn: calendarDate.nullable(),
    /** Date of the receipt notice. */
    noticeOn: calendarDate.nullable(),
    priorityOn: calendarDate.nullable(),
    decidedOn: calendarDate.nullable(),
    note: z.string().max(400),
    /** The latest check; null when nobody has checked yet. */
    status: CaseStatus().nullable(),
    /** Calendar days since that check, in the firm's time zone. */
    daysSinceChecked: z.int().nonnegative().nullable(),
    freshness: z.enum(caseFreshnesses),
    createdAt: instant
  })
)
export type Case = z.output<ReturnType<typeof Case>>

const caseFields = later(() => ({
  receiptNumber,
  numberKind: z.enum(caseNumberKinds).default('receipt'),
  form: line(40).default(''),
  office: line(120).default(''),
  filedOn: paperDate.nullable().default(null),
  trackingNumber: line(60).default(''),
  receivedOn: paperDate.nullable().default(null),
  noticeOn: paperDate.nullable().default(null),
  priorityOn: paperDate.nullable().default(null),
  decidedOn: paperDate.nullable().default(null),
  note: line(400).default(''),
  matterId: id.nullable().default(null)
}))

/** Whose case it is, as its page shows it. */
const CaseClient = later(() => z.strictObject({ id, name: z.string(), isSample: z.boolean(), archivedAt: instant.nullable() }))

const CaseRow = later(() => z.strictObject({ ...Case().shape, clientName: z.string() }))
export type CaseRow = z.output<ReturnType<typeof CaseRow>>

const page = { offset: z.int().min(0).max(10_000_000).default(0), limit: z.int().min(1).max(500).default(100) }

/** A status as typed or pasted: kept to the letter but for blank ends. */
const statusText = z
  .string()
  .max(2000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text.replaceAll('\r\n', '\n')), 'has control characters')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => text !== '', 'is empty')
/** The matter it stands in, as its page shows it. */
const CaseMatter = later(() => z.strictObject({ id, title: z.string(), closedOn: calendarDate.nullable() }))

export const casesContract = {
  'cases.get': call(
    () => z.strictObject({ id }),
    () => z.strictObject({ case: Case(), client: CaseClient(), matter: CaseMatter().nullable() })
  ),
  'cases.add': call(() => z.strictObject({ clientId: id, ...caseFields() }), Case),
  'cases.update': call(() => z.strictObject({ id, ...caseFields() }), Case),
  'cases.remove': call(() => z.strictObject({ id }), done),
  /** Cases of clients that are not archived. */
  'cases.list': call(
    () =>
      z.strictObject({
        /** Beginning of a case number, or what finds the client; empty lists all. */
        query: z.string().max(200).default(''),
        /** Exactly this form; null for every form. */
        form: z.string().max(40).nullable().default(null),
        freshness: z.enum(caseFreshnesses).nullable().default(null),
        /** `checked`: never checked first, then the oldest check. */
        sort: z.enum(caseSorts).default('checked'),
        descending: z.boolean().default(false),
        ...page
      }),
    () => z.strictObject({ rows: z.array(CaseRow()), total: z.int().nonnegative() })
  ),
  /** Forms that cases in the list have, by name. */
  'cases.forms': call(
    () => z.strictObject({}),
    () => z.array(z.strictObject({ form: z.string(), count: z.int().positive() }))
  ),
  /** Other cases with the same number, up to five: asked while a number is typed. */
  'cases.sameNumber': call(
    () => z.strictObject({ receiptNumber: z.string().max(60), exceptId: id.nullable().default(null) }),
    () => z.array(z.strictObject({ id, receiptNumber: z.string(), form: z.string(), clientId: id, clientName: z.string() }))
  ),
  /** Every check of one case, latest first. */
  'cases.statuses': call(
    () => z.strictObject({ caseId: id, ...page }),
    () => z.strictObject({ rows: z.array(CaseStatus()), total: z.int().nonnegative() })
  ),
  'cases.recordStatus': call(
    () =>
      z.strictObject({
        caseId: id,
        text: statusText,
        statusOn: paperDate.nullable().default(null),
        /** Null means today. */
        checkedOn: paperDate.nullable().default(null),
        source: z.enum(statusSources)
      }),
    Case
  ),
  /** Somebody looked today and the latest status still stands there, at the same source unless another is given. */
  'cases.noteUnchanged': call(() => z.strictObject({ caseId: id, source: z.enum(statusSources).nullable().default(null) }), Case),
  /** Takes back a check that was recorded by mistake. */
  'cases.removeStatus': call(() => z.strictObject({ id }), Case)
}
