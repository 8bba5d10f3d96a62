import * as z from 'zod'
import { accessCodesContract } from './access-codes.ts'
import { accountsContract } from './accounts.ts'
import { auditContract } from './audit.ts'
import { backupCodesContract } from './backup-codes.ts'
import { casesContract } from './cases.ts'
import { clientsContract } from './clients.ts'
import { contactsContract } from './contacts.ts'
import { deadlinesContract } from './deadlines.ts'
import { draftsContract } from './drafts.ts'
import { duplicatesContract } from './duplicates.ts'
import { mattersContract } from './matters.ts'
import { nextStepsContract } from './next-steps.ts'
import { passcodesContract } from './passcodes.ts'
import { recoveryContract } from './recovery.ts'
import { call } from './schemas.ts'
import { signInsContract } from './sign-ins.ts'

const whole = { offset: true, limit: true } as const
const listOf = <Name extends string, Filter extends z.ZodType>(name: Name, filter: Filter) =>
  z.strictObject({ name: z.literal(name), filter })

export const listsContract = {
  /**
   * Saves a list as CSV where the person chooses: every row that fits the filter, in its order, not only those on screen. A list takes the
   * filter of the call that shows it, without the paging. No list has a secret in it.
   */
  'lists.save': call(
    () =>
      z.strictObject({
        list: z.discriminatedUnion('name', [
          listOf('accounts', accountsContract['accounts.list'].input.omit(whole)),
          listOf('clients', clientsContract['clients.list'].input.omit(whole)),
          listOf('access-codes', accessCodesContract['accessCodes.board'].input.omit(whole)),
          listOf('cases', casesContract['cases.list'].input.omit(whole)),
          listOf('matters', mattersContract['matters.list'].input.omit(whole)),
          listOf('contacts', contactsContract['contacts.list'].input.omit(whole)),
          listOf('backup-codes', backupCodesContract['backupCodes.board'].input.omit(whole)),
          listOf('deadlines', deadlinesContract['deadlines.list'].input.omit(whole)),
          listOf('passcodes', passcodesContract['passcodes.board'].input.omit(whole)),
          listOf('drafts', draftsContract['drafts.board'].input.omit(whole)),
          listOf('sign-ins', signInsContract['signIns.list'].input.omit(whole)),
          listOf('duplicates', duplicatesContract['duplicates.list'].input.omit(whole)),
          listOf('next-steps', nextStepsContract['nextSteps.list'].input.omit(whole)),
          listOf('report', recoveryContract['recovery.report'].input.omit(whole)),
          listOf('activity', auditContract['audit.list'].input.omit({ before: true, limit: true }))
        ]),
        separator: z.enum([',', ';']).default(','),
        /** Begins the file with the mark by which spreadsheets recognise UTF-8. */
        byteOrderMark: z.boolean().default(true)
      }),
    /** `saved` false: the person thought better of it. `rows` without the headings. */
    () => z.strictObject({ saved: z.boolean(), rows: z.int().nonnegative() })
  )
}
export type SavedList = z.input<(typeof listsContract)['lists.save']['input']>['list']
