import * as z from 'zod'
import { certainties } from './portals.ts'
import { calendarDate, call, id, instant, line } from './schemas.ts'
import { guideIds, pathCodes, pathRecords } from './vocabulary.ts'

/** One step of a guided path, as its portal's data describe it. */
export const GuideStep = z.strictObject({
  /** Stable within the guide, lower case with dashes. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  /** What to do, in one sentence. */
  text: z.string().min(1).max(400),
  /** The exact words to look for on the page, quoted as the agency writes them. */
  words: z.array(z.string().max(200)).max(6).default([]),
  /** Page to open, https, its host on the portal's list. */
  page: z
    .url({ protocol: /^https$/ })
    .max(300)
    .nullable()
    .default(null),
  /** How long this usually takes or must be waited. */
  wait: z.strictObject({ minutes: z.int().positive().nullable(), businessDays: z.int().positive().nullable() }).nullable().default(null),
  /** What must be written down in Keydocket at this step. */
  record: z.enum(pathRecords).nullable().default(null),
  /** The code this step asks for, where it is kept here. */
  code: z.enum(pathCodes).nullable().default(null),
  /** Steps that must be done first: the order protects access. */
  after: z.array(z.string().max(60)).max(10).default([]),
  /** The path cannot be finished without it. */
  required: z.boolean().default(true),
  source: z.string().max(300),
  certainty: z.enum(certainties)
})
export type GuideStep = z.output<typeof GuideStep>

export const Guide = z.strictObject({
  id: z.enum(guideIds),
  title: z.string().min(1).max(120),
  /** When to take this path, in one or two sentences. */
  when: z.string().min(1).max(400),
  steps: z.array(GuideStep).min(1).max(30)
})
export type Guide = z.output<typeof Guide>

const Path = z.strictObject({
  id,
  accountId: id,
  clientName: z.string().nullable(),
  portalName: z.string(),
  username: z.string(),
  /** The guide as it was when the path was started: later data do not change a path under way. */
  guide: Guide,
  steps: z.array(
    z.strictObject({
      stepId: z.string(),
      doneAt: instant.nullable(),
      doneBy: z.string().nullable(),
      note: z.string(),
      /** Day or instant until which to wait, counted from when the step before was done; null when there is nothing to wait for. */
      waitUntil: instant.nullable(),
      waitUntilDay: calendarDate.nullable(),
      /** Ids of steps still to be done before this one. */
      blockedBy: z.array(z.string()),
      /**
       * Whether what the step has somebody write down was, since the path was begun. Null where nothing is to be written down, where custody
       * forbids keeping it here, and on a closed path.
       */
      isRecorded: z.boolean().nullable()
    })
  ),
  startedAt: instant,
  startedBy: z.string(),
  finishedAt: instant.nullable(),
  abandonedAt: instant.nullable()
})
export type Path = z.output<typeof Path>

export const pathsContract = {
  'guides.list': call(
    () => z.strictObject({ portalId: z.string().min(1).max(60) }),
    () => z.array(Guide)
  ),
  /** Open ones first, newest first; of one account or of all. */
  'paths.list': call(
    () =>
      z.strictObject({
        accountId: id.nullable().default(null),
        openOnly: z.boolean().default(true),
        limit: z.int().min(1).max(500).default(100)
      }),
    () => z.array(Path)
  ),
  'paths.get': call(
    () => z.strictObject({ id }),
    () => Path
  ),
  'paths.start': call(
    () => z.strictObject({ accountId: id, guideId: z.enum(guideIds) }),
    () => Path
  ),
  'paths.setStep': call(
    () => z.strictObject({ id, stepId: z.string().max(60), done: z.boolean(), note: line(400).default('') }),
    () => Path
  ),
  /** Throws `paths.step-order` naming required steps that are not done, then `paths.not-recorded` naming done steps whose outcome was not written down. */
  'paths.finish': call(
    () => z.strictObject({ id, unrecordedToo: z.boolean().default(false) }),
    () => Path
  ),
  'paths.abandon': call(
    () => z.strictObject({ id, reason: line(400).default('') }),
    () => Path
  ),
  /** Shows the host and asks; opens the page in the computer's browser only then. `opened` false: the person declined. */
  'links.open': call(
    () => z.strictObject({ url: z.url().max(300), accountId: id.nullable().default(null) }),
    () => z.strictObject({ opened: z.boolean() })
  )
}
