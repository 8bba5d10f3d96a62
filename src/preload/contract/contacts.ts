import * as z from 'zod'
import { call, id, instant, later, line, note, requiredLine } from './schemas.ts'
import { clientKinds, contactSorts } from './vocabulary.ts'

const contactFields = later(() => ({
  kind: z.enum(clientKinds),
  /** As the firm writes it; lists sort by it. */
  name: requiredLine(200),
  email: line(254),
  phone: line(60),
  note
}))

/** A person or company that is not, or not yet, a client: a petitioning employer, a sponsor. */
const Contact = later(() =>
  z.strictObject({
    id,
    ...contactFields(),
    isSample: z.boolean(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    /** Raised by every change. */
    revision: z.int().positive()
  })
)
export type Contact = z.output<ReturnType<typeof Contact>>

const ContactSummary = later(() =>
  z.strictObject({
    id,
    kind: z.enum(clientKinds),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    /** Cases in which the contact has at least one role. */
    caseCount: z.int().nonnegative(),
    isSample: z.boolean(),
    archivedAt: instant.nullable()
  })
)
export type ContactSummary = z.output<ReturnType<typeof ContactSummary>>

export const contactsContract = {
  /** Sorted by name. `query` matches the beginnings of words in names, e-mail and phone numbers; empty lists all. */
  'contacts.list': call(
    () =>
      z.strictObject({
        query: z.string().max(200).default(''),
        archived: z.boolean().default(false),
        sort: z.enum(contactSorts).default('name'),
        descending: z.boolean().default(false),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(ContactSummary()), total: z.int().nonnegative() })
  ),
  'contacts.get': call(() => z.strictObject({ id }), Contact),
  'contacts.create': call(
    () =>
      z.strictObject({
        kind: contactFields().kind.default('person'),
        name: contactFields().name,
        email: contactFields().email.default(''),
        phone: contactFields().phone.default(''),
        note: contactFields().note.default('')
      }),
    Contact
  ),
  'contacts.update': call(() => z.strictObject({ id, ...contactFields() }), Contact),
  'contacts.archive': call(() => z.strictObject({ id }), Contact),
  'contacts.restore': call(() => z.strictObject({ id }), Contact)
}
