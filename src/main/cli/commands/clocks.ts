import type { AccessCode, Draft, Output } from '#contract'
import { draftOutcomes, draftStatuses, linkFunctions, linkMethods } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { firmDay } from '../firm-day.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, findClientId, pageSize, pages } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const addDraft = command(
  'draft add ACCOUNT',
  'record an unfinished online filing, which the portal keeps for a while after the last edit',
  {
    form: { value: 'FORM', help: 'e.g. I-485', required: true },
    client: { value: 'CLIENT', help: "whose it is, in the firm's own account (id or whole name)" },
    'edited-on': { value: 'YYYY-MM-DD', help: 'day of the last edit (default today)', form: 'date' },
    note: { value: 'TEXT', help: 'what it waits for' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const client = options.text('client')
    const draft = await call('drafts.record', {
      accountId,
      clientId: client === undefined ? (await call('accounts.get', { id: accountId })).clientId : await findClientId(call, client),
      form: options.text('form') ?? '',
      editedOn: options.text('edited-on') ?? (await firmDay(call)),
      note: options.text('note') ?? ''
    })
    await terminal.answer(draft, () => draftFacts(draft))
  }
)

const draftFacts = (draft: Draft): string[] =>
  facts([
    ['ID', draft.id],
    ['Client', draft.clientName],
    ['Form', draft.form],
    ['Last edit', `${draft.editedOn}, noted by ${draft.editedBy}`],
    ['Kept until', `${draft.expiresOn} (${draft.daysLeft} days left)`],
    ['Status', draft.status]
  ])

const listDrafts = command(
  'draft list',
  'list the drafts in all accounts in use, soonest to lapse first',
  {
    status: {
      value: 'STATUS',
      help: `${draftStatuses.join(', ')}; may be given again (default: all that are neither filed nor given up)`,
      repeatable: true,
      oneOf: draftStatuses
    },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const statuses = options.all('status').flatMap((given) => wordOf(draftStatuses, given) ?? [])
    const chosen = statuses.length === 0 ? {} : { statuses: [...new Set(statuses)] }
    if (isSaved(context)) return saveList(context, { name: 'drafts', filter: chosen })
    const rows = await pages((offset) => call('drafts.board', { ...chosen, offset, limit: pageSize }))
    await terminal.answer(rows, () => draftTable(rows))
  }
)

const draftTable = (rows: Output<'drafts.board'>['rows']): string[] =>
  table(
    ['ID', 'KEPT UNTIL', 'DAYS', 'STATUS', 'CLIENT', 'FORM', 'USERNAME', 'EDITED', 'NOTE'],
    rows.map((row) => [
      row.id,
      row.expiresOn,
      String(row.daysLeft),
      row.status,
      row.clientName ?? '',
      row.form,
      row.username,
      row.editedOn,
      row.note
    ])
  )

const editDraft = command(
  'draft edit DRAFT',
  'note that somebody worked on a draft, or how it ended',
  {
    on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' },
    outcome: { value: 'OUTCOME', help: `${draftOutcomes.join(' or ')}: it ended that day`, oneOf: draftOutcomes },
    reopen: { value: null, help: 'it is open after all' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const id = onlyOperand(context)
    const outcome = wordOf(draftOutcomes, options.text('outcome'))
    if (options.has('reopen') && (outcome !== undefined || options.has('on'))) throw usageError('give --reopen alone')
    const on = options.text('on')
    const draft =
      outcome !== undefined || options.has('reopen')
        ? await call('drafts.setOutcome', { id, outcome: outcome ?? null, on: on ?? null })
        : await call('drafts.noteEdit', { id, on: on ?? (await firmDay(call)) })
    await terminal.answer(draft, () => draftFacts(draft))
  }
)

const signIns = command(
  'sign-ins',
  'list accounts of which a consequence of not signing in has passed, oldest sign-in first',
  { on: { value: 'YYYY-MM-DD', help: 'those due on that day instead', form: 'date' }, ...csvOptions },
  async (context) => {
    const { call, options, terminal } = context
    const on = options.text('on') ?? null
    if (isSaved(context)) return saveList(context, { name: 'sign-ins', filter: { on } })
    const rows = await pages((offset) => call('signIns.list', { on, offset, limit: pageSize }))
    await terminal.answer(rows, () =>
      table(
        ['ACCOUNT', 'CLIENT', 'PORTAL', 'USERNAME', 'LAST SIGN-IN', 'SIGN IN BY', 'DAYS', 'PASSED'],
        rows.map((row) => [
          row.accountId,
          row.clientName ?? '(firm)',
          row.portalName,
          row.username,
          row.lastSignedInOn,
          row.dueOn,
          String(row.daysLeft),
          row.steps
            .filter((step) => step.hasPassed)
            .map((step) => step.what)
            .join(' ')
        ])
      )
    )
  }
)

const passwordChanged = command(
  'account password-changed ACCOUNT',
  'note that the password was changed at the portal; the password itself is never kept',
  {
    on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' },
    'take-back': { value: null, help: 'it was not changed after all' }
  },
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('take-back') && options.has('on')) throw usageError('give --on or --take-back, not both')
    const id = await findAccountId(call, onlyOperand(context))
    const on = options.has('take-back') ? null : (options.text('on') ?? (await firmDay(call)))
    const account = await call('accounts.notePasswordChange', { id, on })
    const { passwordDueOn } = await call('recovery.of', { accountId: id })
    await terminal.answer({ ...account, passwordDueOn }, () =>
      facts([
        ['Account', account.username],
        ['Password changed', account.passwordChangedOn],
        ['To be changed by', passwordDueOn]
      ])
    )
  }
)

const used = command(
  'access-code used ACCOUNT',
  'note that an access code was used, and what became of it',
  {
    'by-other': { value: null, help: 'somebody outside the firm used it' },
    into: { value: 'ACCOUNT', help: 'account of the same client it was redeemed into (default the same)' },
    'linked-by': { value: 'METHOD', help: linkMethods.join(', '), oneOf: linkMethods },
    function: { value: 'KIND', help: `${linkFunctions.join(' or ')} function of the case there`, oneOf: linkFunctions },
    'seen-on': { value: 'YYYY-MM-DD', help: 'day somebody saw the case in the account', form: 'date' },
    'notice-date': { value: 'YYYY-MM-DD', help: 'date of the notice, when there are several', form: 'date' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const into = options.text('into')
    const how = {
      intoAccountId: into === undefined ? null : await findAccountId(call, into),
      linkedBy: wordOf(linkMethods, options.text('linked-by')) ?? null,
      function: wordOf(linkFunctions, options.text('function')) ?? null
    }
    const seenOn = options.text('seen-on')
    if (options.has('by-other') && (seenOn !== undefined || Object.values(how).some((value) => value !== null))) {
      throw usageError('--by-other stands alone: nobody here knows what became of the code')
    }
    const code = await findCode(context, accountId)
    if (code.usedAt === null) await call('accessCodes.markUsed', { id: code.id, byOther: options.has('by-other'), ...how })
    if (code.usedAt !== null || seenOn !== undefined) await changeLink(context, accountId, code, how, seenOn)
    const after = (await call('accessCodes.list', { accountId })).find(({ id }) => id === code.id) ?? code
    await terminal.answer(after, () =>
      facts([
        ['Notice of', after.noticeOn],
        ['Status', after.status],
        ['Redeemed on', after.link?.redeemedOn ?? null],
        ['Into', after.link?.intoUsername ?? null],
        ['Linked by', after.link?.linkedBy ?? null],
        ['Function', after.link?.function ?? null],
        ['Seen on', after.link?.verifiedOn ?? null]
      ])
    )
  }
)

interface How {
  readonly intoAccountId: string | null
  readonly linkedBy: (typeof linkMethods)[number] | null
  readonly function: (typeof linkFunctions)[number] | null
}

/** What is not given stays as it is. */
async function changeLink({ call }: Context, accountId: string, code: AccessCode, how: How, seenOn: string | undefined): Promise<void> {
  const link = (await call('accessCodes.list', { accountId })).find(({ id }) => id === code.id)?.link
  await call('accessCodes.updateLink', {
    id: code.id,
    redeemedOn: link?.redeemedOn ?? (await firmDay(call)),
    intoAccountId: how.intoAccountId ?? link?.intoAccountId ?? accountId,
    linkedBy: how.linkedBy ?? link?.linkedBy ?? null,
    function: how.function ?? link?.function ?? null,
    verifiedOn: seenOn ?? link?.verifiedOn ?? null
  })
}

/** The one code that is not replaced, or the one the notice date names; an unused one goes before those used. */
async function findCode({ call, options }: Context, accountId: string): Promise<AccessCode> {
  const noticeOn = options.text('notice-date')
  const fitting = (await call('accessCodes.list', { accountId })).filter(
    (code) => code.replacedAt === null && (noticeOn === undefined || code.noticeOn === noticeOn)
  )
  const unused = fitting.filter((code) => code.usedAt === null)
  const candidates = unused.length > 0 ? unused : fitting
  if (candidates.length > 1) throw new CommandError('command.ambiguous', `${candidates.length} access codes fit: give --notice-date`)
  const [chosen] = candidates
  if (chosen === undefined) throw new AppError('record.not-found', { kind: 'access-code' })
  return chosen
}

export const clockCommands: readonly Command[] = [addDraft, listDrafts, editDraft, signIns, passwordChanged, used]
