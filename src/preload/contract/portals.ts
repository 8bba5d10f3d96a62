import * as z from 'zod'
import { call, later, nothing } from './schemas.ts'
import { factorKinds, portalOrigins, signInProviders } from './vocabulary.ts'

/** How sure a portal fact is: A agency text, B agency text second-hand, C guide, D seen in third-party code, U unverified (shown as the firm's own setting). */
export const certainties = ['A', 'B', 'C', 'D', 'U'] as const
const certainty = z.enum(certainties)

/** `one`: a single code replaced by the portal; `ten-each-once`: a sheet; `one-replaced-on-use`: a new one appears when it is used. */
export const backupCodeSchemes = ['none', 'one', 'ten-each-once', 'one-replaced-on-use'] as const

export const Portal = z.strictObject({
  /** Stable id, lower case with dashes, e.g. `uscis`. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  /** Version of this file's content, raised with every change of a fact. */
  version: z.int().positive(),
  name: z.string().min(1).max(120),
  /** Name in dense tables. */
  shortName: z.string().min(1).max(24),
  /** What the sign-in field is called there, e.g. "E-mail address". */
  usernameLabel: z.string().min(1).max(60),
  /** The portal's own permanent account number, where it has one. `pattern` warns, never blocks. */
  accountNumber: z.strictObject({ label: z.string().max(60), pattern: z.string().max(200), hint: z.string().max(200) }).nullable(),
  /** Whether one login per person is the rule there, as a sentence to show. */
  sharingNote: z.string().max(400).nullable(),
  authenticatorOffered: z.boolean(),
  /** Authenticators one account can have at a time. 1: enrolling another replaces it; where nothing was read, the firm's own setting. */
  authenticatorLimit: z.int().positive().max(20).default(1),
  backupCodes: z.strictObject({
    scheme: z.enum(backupCodeSchemes),
    /** Codes in a full set; 0 where the portal has none. */
    count: z.int().min(0).max(50),
    /** Enrolling another authenticator makes the portal issue a new code, so the stored one is presumed stale. */
    staleAfterReenrolment: z.boolean(),
    note: z.string().max(400).nullable()
  }),
  /** A mailed or shown code that expires, e.g. the USCIS Online Access Code; null where the portal has none. */
  accessCode: z
    .strictObject({
      name: z.string().max(60),
      /** Calendar days the code lives, counted from the notice date. */
      lifetimeDays: z.int().min(1).max(3650),
      /** Days before expiry at which it becomes `expiring`. */
      expiringFromDaysLeft: z.int().min(1).max(365),
      note: z.string().max(400).nullable()
    })
    .nullable(),
  /** A code shown after a filing was prepared, by which the client reviews and signs; null where the portal has none. */
  passcode: z
    .strictObject({
      name: z.string().max(60),
      /** Calendar days the passcode lives, counted from the day it was shown. */
      lifetimeDays: z.int().min(1).max(365),
      /** Days before expiry at which it becomes `expiring`. */
      expiringFromDaysLeft: z.int().min(1).max(365),
      certainty,
      note: z.string().max(400).nullable()
    })
    .nullable(),
  /** Unfinished online filings the portal keeps for a while; null where it keeps none, or nothing was read. */
  draft: z
    .strictObject({
      /** Calendar days a draft is kept after the last edit. */
      lifetimeDays: z.int().min(1).max(365),
      /** Days before it lapses at which it becomes `expiring`. */
      expiringFromDaysLeft: z.int().min(1).max(365),
      certainty,
      note: z.string().max(400).nullable()
    })
    .nullable(),
  /** Second factors the portal offers, as far as is known. */
  factorsOffered: z.array(z.enum(factorKinds)).max(10),
  signInProviders: z.array(z.enum(signInProviders)).min(1).max(4),
  /** Help when every second factor is lost; null where the portal cannot recover an account (it must be made anew). */
  helpDesk: z
    .strictObject({
      /** Usual answer time in federal business days; null when not stated. */
      businessDays: z.int().positive().max(60).nullable(),
      page: z
        .url({ protocol: /^https$/ })
        .max(300)
        .nullable(),
      topics: z.array(z.string().max(200)).max(12),
      contact: z.string().max(300).nullable()
    })
    .nullable(),
  /** Minutes to wait after a lock-out; null when not stated. */
  lockOutMinutes: z.int().positive().max(10_000).nullable(),
  /** What happens when nobody signs in for so many calendar days, soonest first; empty where nothing is stated and the firm set nothing. */
  signInClocks: z
    .array(
      z.strictObject({
        days: z.int().positive().max(730),
        /** What follows once the days have passed, as a sentence. */
        what: z.string().min(1).max(200),
        certainty
      })
    )
    .max(6),
  /** How often the portal wants the password changed; null where nothing is stated. */
  passwordClock: z
    .strictObject({
      /** Calendar days a password lives, counted from its change. */
      days: z.int().positive().max(730),
      /** Days before that at which it is due. */
      dueFromDaysLeft: z.int().min(0).max(365),
      certainty
    })
    .nullable(),
  /** At or below this many unused backup codes the stock is low; null for portals without sheets. */
  lowBackupCodes: z.int().positive().max(20).nullable(),
  hosts: z.array(z.string().max(253)).max(40),
  /** The facts behind the fields above, each with where it was read. */
  facts: z.array(z.strictObject({ text: z.string().max(500), source: z.string().max(300), certainty })).max(60)
})
export type Portal = z.output<typeof Portal>

const PortalFiles = later(() =>
  z.strictObject({
    /** Folder of the firm's own portal files. */
    folder: z.string(),
    inUse: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        version: z.int().positive(),
        /** Whose file counts: Keydocket's, or the firm's, which stands in for one of Keydocket's or adds a portal. */
        origin: z.enum(portalOrigins),
        /** Version of Keydocket's own file that the firm's stands in for. */
        replacedVersion: z.int().positive().nullable()
      })
    ),
    /** Files of the firm that are not used, each with every reason: the field, or the line and column. */
    refused: z.array(z.strictObject({ fileName: z.string(), problems: z.array(z.string()) }))
  })
)
export type PortalFiles = z.output<ReturnType<typeof PortalFiles>>

export const portalsContract = {
  'portals.list': call(nothing, () => z.array(Portal)),
  'portals.files': call(nothing, PortalFiles),
  /** Reads the files anew. When one of Keydocket's own cannot be read, everything stays as it was. */
  'portals.reload': call(nothing, PortalFiles)
}
