import * as z from 'zod'
import { Case } from './cases.ts'
import { calendarDate, call, id, instant, later, line, note, paperDate, requiredLine } from './schemas.ts'
import { clientKinds, clientLikenesses, clientSorts } from './vocabulary.ts'

const clientFields = later(() => ({
  kind: z.enum(clientKinds),
  /** As the firm writes it, e.g. "Garcia Lopez, Maria". Lists sort by it. */
  name: requiredLine(200),
  /** Aliases and former names, found by search. */
  otherNames: line(400),
  email: line(254),
  phone: line(60),
  /** A-Number as printed; 7 to 9 digits, leading A optional. Warned about when misshapen, never refused. */
  aNumber: line(40),
  /** The firm's own file number. */
  fileNumber: line(60),
  notes: note,
  /** Date of birth; left out of a change it stays as it is. */
  bornOn: paperDate.nullable().optional()
}))
const optionalClientFields = later(() => ({
  otherNames: clientFields().otherNames.default(''),
  email: clientFields().email.default(''),
  phone: clientFields().phone.default(''),
  aNumber: clientFields().aNumber.default(''),
  fileNumber: clientFields().fileNumber.default(''),
  notes: clientFields().notes.default(''),
  bornOn: clientFields().bornOn
}))

const Client = later(() =>
  z.strictObject({
    id,
    ...clientFields(),
    bornOn: calendarDate.nullable(),
    isSample: z.boolean(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    /** Raised by every change. */
    revision: z.int().positive()
  })
)
export type Client = z.output<ReturnType<typeof Client>>

const ClientSummary = later(() =>
  z.strictObject({
    id,
    kind: z.enum(clientKinds),
    name: z.string(),
    email: z.string(),
    fileNumber: z.string(),
    aNumber: z.string(),
    accountCount: z.int().nonnegative(),
    caseCount: z.int().nonnegative(),
    isSample: z.boolean(),
    archivedAt: instant.nullable()
  })
)
export type ClientSummary = z.output<ReturnType<typeof ClientSummary>>

/** A client that may be the one somebody is about to add. */
const SimilarClient = later(() =>
  z.strictObject({
    id,
    name: z.string(),
    email: z.string(),
    aNumber: z.string(),
    fileNumber: z.string(),
    archivedAt: instant.nullable(),
    /** In what they agree: the same words in the name, in whatever order; the same e-mail address; the same A-Number. */
    same: z.array(z.enum(clientLikenesses)).min(1)
  })
)
export type SimilarClient = z.output<ReturnType<typeof SimilarClient>>

export const clientsContract = {
  /** `query` matches the beginnings of words in names, e-mail, receipt, account and A-numbers; empty lists all. */
  'clients.list': call(
    () =>
      z.strictObject({
        query: z.string().max(200).default(''),
        archived: z.boolean().default(false),
        sort: z.enum(clientSorts).default('name'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(ClientSummary()), total: z.int().nonnegative() })
  ),
  'clients.get': call(
    () => z.strictObject({ id }),
    () => z.strictObject({ client: Client(), cases: z.array(Case()) })
  ),
  'clients.create': call(
    () => z.strictObject({ kind: clientFields().kind.default('person'), name: clientFields().name, ...optionalClientFields() }),
    Client
  ),
  'clients.update': call(() => z.strictObject({ id, ...clientFields() }), Client),
  'clients.archive': call(() => z.strictObject({ id }), Client),
  'clients.restore': call(() => z.strictObject({ id }), Client),
  /** Up to five clients, archived ones too, that agree with what was typed; asked while a client is added or changed. */
  'clients.similar': call(
    () =>
      z.strictObject({
        name: z.string().max(200).default(''),
        email: z.string().max(254).default(''),
        aNumber: z.string().max(40).default(''),
        exceptId: id.nullable().default(null)
      }),
    () => z.array(SimilarClient())
  )
}
