import type { AccountSummary } from '#contract'
import { isAccountNumberShaped } from '#contract/identifiers'
import { custodyModes, signInProviders } from '#contract/vocabulary'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { firmDay } from '../firm-day.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, findClientId, listAccounts } from '../lookup.ts'
import { facts, table } from '../terminal.ts'
import { visible } from '../visible.ts'

const addAccount = command(
  'account add',
  'give a client an account at a portal',
  {
    client: { value: 'CLIENT', help: "id or whole name; left out only for the firm's own account" },
    portal: { value: 'PORTAL', help: 'portal id, e.g. uscis, login-gov, pacer', required: true },
    username: { value: 'NAME', help: 'sign-in name there', required: true },
    custody: { value: 'MODE', help: custodyModes.join(', '), oneOf: custodyModes, required: true },
    'consent-date': { value: 'YYYY-MM-DD', help: "date of the client's written consent", form: 'date' },
    nickname: { value: 'TEXT', help: 'whose login it is, when a client has several' },
    'account-number': { value: 'NUMBER', help: "the portal's own account number" },
    'sign-in': { value: 'PROVIDER', help: `${signInProviders.join(', ')} (default own)`, oneOf: signInProviders }
  },
  async ({ call, options, terminal }) => {
    const client = options.text('client')
    const shape = (await call('portals.list', {})).find((portal) => portal.id === options.text('portal'))?.accountNumber ?? null
    if (!isAccountNumberShaped(shape?.pattern ?? null, options.text('account-number') ?? '')) {
      terminal.note('account.number-unusual', `the account number is unusual (${visible(shape?.hint ?? '')}); it is saved as it is`)
    }
    const account = await call('accounts.create', {
      clientId: client === undefined ? null : await findClientId(call, client),
      portalId: options.text('portal') ?? '',
      username: options.text('username') ?? '',
      custody: wordOf(custodyModes, options.text('custody')) ?? 'tracked-only',
      consentOn: options.text('consent-date') ?? null,
      nickname: options.text('nickname') ?? '',
      accountNumber: options.text('account-number') ?? '',
      signInProvider: wordOf(signInProviders, options.text('sign-in')) ?? 'own'
    })
    await terminal.answer(account, () =>
      facts([
        ['Account', account.username],
        ['ID', account.id],
        ['Client', account.clientName],
        ['Portal', account.portalName],
        ['Custody', account.custody],
        ['Consent', account.consentOn]
      ])
    )
  }
)

const listAccountsCommand = command(
  'account list',
  'list accounts by client',
  {
    query: { value: 'TEXT', help: 'beginnings of words, as in client list' },
    client: { value: 'CLIENT', help: 'only this client (id or whole name)' },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const query = options.text('query') ?? ''
    const client = options.text('client')
    const clientId = client === undefined ? null : await findClientId(call, client)
    if (isSaved(context)) return saveList(context, { name: 'accounts', filter: { query, clientId } })
    const accounts = await listAccounts(call, query, clientId)
    await terminal.answer(accounts, () => accountTable(accounts))
  }
)

/** Accounts as a table for people. */
export const accountTable = (accounts: readonly AccountSummary[]): string[] =>
  table(
    ['ID', 'CLIENT', 'PORTAL', 'USERNAME', 'CUSTODY', 'RECOVERABLE', 'AUTHENTICATOR', 'BACKUP CODE', 'ACCESS CODE'],
    accounts.map((account) => [
      account.id,
      account.clientName ?? '(firm)',
      account.portalName,
      account.username,
      account.custody,
      account.recoverability,
      account.authenticator.state,
      account.backupCode.total > 1 ? `${account.backupCode.status} (${account.backupCode.unused} left)` : account.backupCode.status,
      account.accessCode === null ? 'none' : `${account.accessCode.status}, until ${account.accessCode.expiresOn}`
    ])
  )

const showAccount = command('account show ACCOUNT', 'show an account, and whether somebody could get in today', {}, async (context) => {
  const { call, terminal } = context
  const id = await findAccountId(call, onlyOperand(context))
  const account = await call('accounts.get', { id })
  const recovery = await call('recovery.of', { accountId: id })
  await terminal.answer({ account, recovery }, () => [
    ...facts([
      ['Account', account.username],
      ['ID', account.id],
      ['Client', account.clientName],
      ['Portal', account.portalName],
      ['Nickname', account.nickname],
      ['Number', account.accountNumber],
      ['Custody', account.custody],
      ['Consent', account.consentOn],
      ['Authenticator', account.authenticator.state],
      ['Backup code', account.backupCode.status],
      ['Access code', account.accessCode === null ? null : `${account.accessCode.status}, until ${account.accessCode.expiresOn}`],
      ['Last sign-in', account.lastSignedInOn],
      ['Recoverable', recovery.value],
      ['People', recovery.people.join(', ')]
    ]),
    '',
    ...table(
      ['WAY IN', 'WORKS', 'WHY NOT', 'PERSON'],
      recovery.ways.map((way) => [way.factorKind ?? way.kind, way.counts ? 'yes' : 'no', way.because ?? '', way.person ?? ''])
    )
  ])
})

const noteSignIn = command(
  'account signed-in ACCOUNT',
  'note that somebody signed in at the portal: its keep-alive clock starts anew',
  { on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' } },
  async (context) => {
    const { call, options, terminal } = context
    const id = await findAccountId(call, onlyOperand(context))
    const account = await call('accounts.noteSignIn', { id, on: options.text('on') ?? (await firmDay(call)) })
    await terminal.answer(account, () =>
      facts([
        ['Account', account.username],
        ['Client', account.clientName],
        ['Portal', account.portalName],
        ['Last sign-in', account.lastSignedInOn]
      ])
    )
  }
)

export const accountCommands: readonly Command[] = [addAccount, listAccountsCommand, showAccount, noteSignIn]
