/** The seam between any window or command line and the core: names, schemas, types, errors, events. Imports zod and itself. */
import type * as z from 'zod'
import { accessCodesContract } from './access-codes.ts'
import { accountsContract } from './accounts.ts'
import { appContract } from './app.ts'
import { auditContract } from './audit.ts'
import { authenticatorImportsContract } from './authenticator-imports.ts'
import { authenticatorsContract } from './authenticators.ts'
import { backupContract, restoreContract } from './backup.ts'
import { backupCodesContract } from './backup-codes.ts'
import { calendarFileContract } from './calendar-file.ts'
import { casesContract } from './cases.ts'
import type { Channel } from './channels.ts'
import { clientsContract } from './clients.ts'
import { clockContract } from './clock.ts'
import { contactsContract } from './contacts.ts'
import { damageContract } from './damage.ts'
import { deadlinesContract } from './deadlines.ts'
import { destructionContract } from './destruction.ts'
import { draftsContract } from './drafts.ts'
import { duplicatesContract } from './duplicates.ts'
import type { Envelope } from './errors.ts'
import type { EventName, Events } from './events.ts'
import { exportsContract } from './exports.ts'
import { handOverContract } from './hand-over.ts'
import { importsContract } from './imports.ts'
import { listsContract } from './lists.ts'
import { mattersContract } from './matters.ts'
import { membersContract } from './members.ts'
import { nextStepsContract } from './next-steps.ts'
import { partiesContract } from './parties.ts'
import { passcodesContract } from './passcodes.ts'
import { pathsContract } from './paths.ts'
import { portalsContract } from './portals.ts'
import { recoveryContract } from './recovery.ts'
import { representativesContract } from './representatives.ts'
import { rotationContract } from './rotation.ts'
import { sampleContract } from './sample.ts'
import { secondFactorsContract } from './second-factors.ts'
import { settingsContract } from './settings.ts'
import { signInsContract } from './sign-ins.ts'
import { todayContract } from './today.ts'
import { vaultContract } from './vault.ts'

export const contract = {
  ...appContract,
  ...vaultContract,
  ...portalsContract,
  ...clientsContract,
  ...handOverContract,
  ...destructionContract,
  ...casesContract,
  ...duplicatesContract,
  ...mattersContract,
  ...contactsContract,
  ...partiesContract,
  ...representativesContract,
  ...accountsContract,
  ...authenticatorsContract,
  ...authenticatorImportsContract,
  ...clockContract,
  ...backupCodesContract,
  ...accessCodesContract,
  ...passcodesContract,
  ...draftsContract,
  ...signInsContract,
  ...auditContract,
  ...rotationContract,
  ...damageContract,
  ...importsContract,
  ...listsContract,
  ...exportsContract,
  ...backupContract,
  ...restoreContract,
  ...sampleContract,
  ...membersContract,
  ...pathsContract,
  ...recoveryContract,
  ...secondFactorsContract,
  ...deadlinesContract,
  ...nextStepsContract,
  ...calendarFileContract,
  ...todayContract,
  ...settingsContract
} satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>

export type Contract = typeof contract
/** What a caller passes (defaults may be left out). */
export type Input<C extends Channel> = z.input<Contract[C]['input']>
/** What a handler receives after validation. */
export type Parsed<C extends Channel> = z.output<Contract[C]['input']>
export type Output<C extends Channel> = z.output<Contract[C]['output']>

type FeatureOf<C> = C extends `${infer F}.${string}` ? F : never
type VerbOf<F extends string, C = Channel> = C extends `${F}.${infer V}` ? V : never
type Call<C extends Channel> = (input: Input<C>) => Promise<Envelope<Output<C>>>

/** `window.keydocket`: one function per channel, plus `on`, which returns its unsubscribe. */
export type Api = {
  readonly [F in FeatureOf<Channel>]: { readonly [V in VerbOf<F>]: Call<`${F}.${V}` & Channel> }
} & {
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
}

export type * from './access-codes.ts'
export type * from './accounts.ts'
export type * from './app.ts'
export type * from './audit.ts'
export type * from './authenticator-imports.ts'
export type * from './authenticators.ts'
export type * from './backup.ts'
export type * from './backup-codes.ts'
export type * from './calendar-file.ts'
export type * from './cases.ts'
export * from './channels.ts'
export * from './channels.ts'
export type * from './clients.ts'
export type * from './clients.ts'
export type * from './clock.ts'
export type * from './contacts.ts'
export type * from './damage.ts'
export type * from './deadlines.ts'
export type * from './destruction.ts'
export type * from './drafts.ts'
export type * from './duplicates.ts'
export type * from './errors.ts'
export * from './events.ts'
export type * from './exports.ts'
export type * from './hand-over.ts'
export type * from './imports.ts'
export type * from './lists.ts'
export type * from './matters.ts'
export type * from './members.ts'
export type * from './parties.ts'
export type * from './passcodes.ts'
export type * from './paths.ts'
export type * from './portals.ts'
export type * from './recovery.ts'
export type * from './representatives.ts'
export type * from './rotation.ts'
export type * from './second-factors.ts'
export type * from './settings.ts'
export type * from './sign-ins.ts'
export type * from './today.ts'
export type * from './vault.ts'
export * from './vocabulary.ts'
