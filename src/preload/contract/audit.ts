import * as z from 'zod'
import { calendarDate, call, done, id, instant, later, nothing } from './schemas.ts'
import { anchorStates, auditEvents, auditGroups, auditProblems, secretKinds } from './vocabulary.ts'

const AuditRow = later(() =>
  z.strictObject({
    /** 1, 2, 3 … without gaps. */
    seq: z.int().positive(),
    at: instant,
    actor: z.string(),
    device: z.string(),
    event: z.enum(auditEvents),
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    accountId: id.nullable(),
    /** Portal and username of the account, as they are now; null when the row concerns no account. */
    accountName: z.string().nullable(),
    /** Small facts of the event (names of changed fields, dates, counts). Never a secret. */
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
  })
)
export type AuditRow = z.output<ReturnType<typeof AuditRow>>

/** The newest row that holds. */
const Head = later(() =>
  z.strictObject({
    seq: z.int().positive(),
    /** SHA-256, hex. */
    hash: z.string(),
    /** As people compare it: `18 342 · 7F3A-90C2-11DE-5B04`. */
    code: z.string()
  })
)
export type AuditHead = z.output<ReturnType<typeof Head>>

const AnchorOf = later(() =>
  z.strictObject({
    state: z.enum(anchorStates),
    /** Row the anchor names; null without one. */
    seq: z.int().positive().nullable()
  })
)

const AuditState = later(() =>
  z.strictObject({
    head: Head().nullable(),
    anchor: AnchorOf(),
    /** Newest signed state. */
    checkpoint: z.strictObject({ seq: z.int().positive(), at: instant }).nullable(),
    /** Computers that have signed states of this log. */
    devices: z.array(z.string()),
    /** Fingerprint of this computer's public key, as it is printed. */
    keyFingerprint: z.string().nullable()
  })
)
export type AuditState = z.output<ReturnType<typeof AuditState>>

const AuditVerification = later(() =>
  z.strictObject({
    status: z.enum(['ok', 'problem', 'cancelled']),
    /** Rows that hold, from the first on. */
    rows: z.int().nonnegative(),
    head: Head().nullable(),
    /** Signed states found. */
    checkpoints: z.int().nonnegative(),
    /** Rows lost to damage, as the salvage of the database wrote down. */
    salvageLost: z.int().nonnegative(),
    /** The first row that is wrong, and how. */
    problem: z.strictObject({ kind: z.enum(auditProblems), seq: z.int().positive() }).nullable(),
    anchor: AnchorOf(),
    durationMs: z.int().nonnegative()
  })
)
export type AuditVerification = z.output<ReturnType<typeof AuditVerification>>

const scope = {
  /** Rows of other clients, and rows of none, appear as digests only; null exports all. */
  clientId: id.nullable().default(null),
  /** Names of clients and accounts beside their ids. */
  withNames: z.boolean().default(false)
}

const ExposedSecret = later(() =>
  z.strictObject({
    kind: z.enum(secretKinds),
    /** The authenticator, access code or passcode; for backup codes their set. */
    recordId: id,
    accountId: id,
    clientId: id.nullable(),
    clientName: z.string().nullable(),
    portalName: z.string(),
    username: z.string(),
    firstAt: instant,
    lastAt: instant,
    /** How often the secret itself was typed in, and it or a verification code from it shown and copied. */
    entered: z.int().nonnegative(),
    shown: z.int().nonnegative(),
    copied: z.int().nonnegative(),
    actors: z.array(z.string()),
    devices: z.array(z.string())
  })
)
export type ExposedSecret = z.output<ReturnType<typeof ExposedSecret>>

export const auditContract = {
  /** Newest first. `from` and `to` are days where the firm is, both included. `before` continues a listing: rows with a smaller seq. */
  'audit.list': call(
    () =>
      z.strictObject({
        clientId: id.nullable().default(null),
        accountId: id.nullable().default(null),
        /** The member who acted. */
        actorId: id.nullable().default(null),
        group: z.enum(auditGroups).nullable().default(null),
        from: calendarDate.nullable().default(null),
        to: calendarDate.nullable().default(null),
        before: z.int().positive().nullable().default(null),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.strictObject({ rows: z.array(AuditRow()), more: z.boolean() })
  ),
  'audit.state': call(nothing, AuditState),
  /** Checks every row, signature and sealed value. Tells how far it is by `audit.progress`; a second call ends the first. */
  'audit.verify': call(nothing, AuditVerification),
  'audit.cancelVerify': call(nothing, done),
  /** Takes the log as it is for right although it lies behind its anchor, after a restore. */
  'audit.acceptState': call(nothing, done),
  /** Lines of the export, page by page. The first call (no cursor) writes down that the record leaves. */
  'audit.exportPage': call(
    () =>
      z.strictObject({
        ...scope,
        cursor: z.strictObject({ after: z.int().nonnegative(), through: z.int().nonnegative() }).nullable().default(null)
      }),
    () =>
      z.strictObject({
        lines: z.array(z.string()),
        next: z.strictObject({ after: z.int().nonnegative(), through: z.int().nonnegative() }).nullable()
      })
  ),
  /** The whole export into a file the person chooses. */
  'audit.saveExport': call(
    () => z.strictObject(scope),
    () => z.strictObject({ saved: z.boolean() })
  ),
  /** Secrets a member was shown, or that were shown on a computer, between two instants; oldest exposure first. */
  'audit.exposure': call(
    () =>
      z.strictObject({
        memberId: id.nullable().default(null),
        device: z.string().max(255).nullable().default(null),
        from: instant.default(0),
        to: instant.default(Number.MAX_SAFE_INTEGER),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(100)
      }),
    () =>
      z.strictObject({
        rows: z.array(ExposedSecret()),
        total: z.int().nonnegative(),
        /** Secrets by client, most first; the firm's own accounts have no client. */
        clients: z.array(z.strictObject({ clientId: id.nullable(), clientName: z.string().nullable(), secrets: z.int().positive() }))
      })
  )
}
