import type { AuditProblem, AuditRow, AuditVerification, Output } from '#contract'
import { auditGroups } from '#contract/vocabulary'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import type { Call } from '../core.ts'
import { CommandError } from '../exit-codes.ts'
import { noteSyncedFolder, writePrivateFile } from '../files.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, findClientId, findMemberId, pageSize, pages } from '../lookup.ts'
import { facts, localTime, table } from '../terminal.ts'

const list = command(
  'audit list',
  'show what was seen and changed, newest first',
  {
    limit: { value: 'N', help: 'at most that many rows (default 100)', form: 'count' },
    client: { value: 'CLIENT', help: 'only this client (id or whole name)' },
    account: { value: 'ACCOUNT', help: 'only this account (id or username)' },
    member: { value: 'MEMBER', help: 'only what this member did (id or whole name)' },
    group: { value: 'GROUP', help: auditGroups.join(', '), oneOf: auditGroups },
    from: { value: 'YYYY-MM-DD', help: 'from that day on', form: 'date' },
    to: { value: 'YYYY-MM-DD', help: 'up to and with that day', form: 'date' },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const idOf = async (option: string, find: typeof findClientId): Promise<string | null> => {
      const given = options.text(option)
      return given === undefined ? null : find(call, given)
    }
    const filter = {
      clientId: await idOf('client', findClientId),
      accountId: await idOf('account', findAccountId),
      actorId: await idOf('member', findMemberId),
      group: wordOf(auditGroups, options.text('group')) ?? null,
      from: options.text('from') ?? null,
      to: options.text('to') ?? null
    }
    if (isSaved(context)) return saveList(context, { name: 'activity', filter })
    const wanted = options.count('limit') ?? 100
    const rows: AuditRow[] = []
    for (let more = true; more && rows.length < wanted; ) {
      const page = await call('audit.list', { ...filter, before: rows.at(-1)?.seq ?? null, limit: Math.min(500, wanted - rows.length) })
      rows.push(...page.rows)
      more = page.more && page.rows.length > 0
    }
    await terminal.answer(rows, () =>
      table(
        ['NO', 'TIME', 'WHO', 'EVENT', 'CLIENT', 'ACCOUNT', 'DETAILS'],
        rows.map((row) => [
          String(row.seq),
          localTime(row.at),
          row.actor,
          row.event,
          row.clientName ?? '',
          row.accountName ?? '',
          detailsText(row)
        ])
      )
    )
  }
)

const detailsText = ({ details }: AuditRow): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join('+') : String(value)}`)
    .join(' ')

const problemTexts: Record<AuditProblem, string> = {
  edited: 'was edited',
  missing: 'is missing',
  inserted: 'was put in',
  reordered: 'is out of order',
  forged: 'was not written by this vault',
  swapped: 'belongs to another state of this record',
  truncated: 'and everything after it is missing',
  'rolled-back': 'is not what the keychain remembers: the database is older, or a copy was put back',
  'checkpoint-differs': 'differs from the state that was signed',
  'signature-wrong': 'has a wrong signature',
  'value-changed': 'speaks of a secret that is not the one kept now'
}

const anchorTexts: Record<AuditVerification['anchor']['state'], string> = {
  off: 'none: the keychain does not open this vault, so an older copy put back whole cannot be noticed',
  unread: 'not asked',
  none: 'none yet',
  unreadable: 'the keychain did not answer',
  agrees: 'agrees',
  'rolled-back': 'the record lies behind it'
}

const verify = command(
  'audit verify',
  'check that nothing in the record was changed, taken out or put in',
  {},
  async ({ call, terminal }) => {
    const found = await call('audit.verify', {})
    const { problem, head } = found
    await terminal.answer(found, () =>
      facts([
        ['Record', problem === null ? 'holds' : `row ${problem.seq} ${problemTexts[problem.kind]}`],
        ['Rows that hold', String(found.rows)],
        ['Log head', head?.code ?? ''],
        ...(found.salvageLost === 0 ? [] : [['Lost to damage', String(found.salvageLost)] as [string, string]]),
        ['Signed states', String(found.checkpoints)],
        ['Keychain', anchorTexts[found.anchor.state]]
      ])
    )
    if (problem !== null) throw new CommandError('command.record-broken', `row ${problem.seq} ${problemTexts[problem.kind]}`)
  }
)

/** The export page by page, as the core gives it. */
async function* exportedLines(call: Call, scope: { clientId: string | null; withNames: boolean }): AsyncGenerator<string> {
  for (let cursor: Output<'audit.exportPage'>['next'] = null; ; ) {
    const page: Output<'audit.exportPage'> = await call('audit.exportPage', { ...scope, cursor })
    yield `${page.lines.join('\n')}\n`
    if (page.next === null) return
    cursor = page.next
  }
}

const save = command(
  'audit export FILE',
  'write the record into a new file that scripts/verify-audit.mjs can check; this is written down too',
  {
    client: { value: 'CLIENT', help: 'only this client in full; rows of others as digests' },
    names: { value: null, help: 'names of clients and accounts beside their ids' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const file = onlyOperand(context)
    const client = options.text('client')
    const clientId = client === undefined ? null : await findClientId(call, client)
    await writePrivateFile(file, exportedLines(call, { clientId, withNames: options.has('names') }))
    noteSyncedFolder(terminal, file)
    const { head, keyFingerprint } = await call('audit.state', {})
    await terminal.answer({ file, head, keyFingerprint }, () =>
      facts([
        ['File', file],
        ['Log head', head?.code ?? ''],
        ['Key', keyFingerprint]
      ])
    )
  }
)

const dayMs = 86_400_000

const exposure = command(
  'audit exposure',
  'list the secrets that a member was shown, or that were shown on a computer, oldest first',
  {
    member: { value: 'MEMBER', help: 'what this person saw (id or whole name)' },
    device: { value: 'NAME', help: 'what was shown on this computer' },
    from: { value: 'YYYY-MM-DD', help: 'from the beginning of this day', form: 'date' },
    to: { value: 'YYYY-MM-DD', help: 'to the end of this day', form: 'date' }
  },
  async ({ call, options, terminal }) => {
    const member = options.text('member')
    const from = options.text('from')
    const to = options.text('to')
    const question = {
      memberId: member === undefined ? null : await findMemberId(call, member),
      device: options.text('device') ?? null,
      from: from === undefined ? 0 : startOf(from),
      to: to === undefined ? Number.MAX_SAFE_INTEGER : startOf(to) + dayMs - 1
    }
    const secrets = await pages((offset) => call('audit.exposure', { ...question, offset, limit: pageSize }))
    const { clients } = await call('audit.exposure', { ...question, limit: 1 })
    await terminal.answer({ clients, secrets }, () => [
      ...table(
        ['FIRST SEEN', 'LAST SEEN', 'WHAT', 'CLIENT', 'PORTAL', 'USERNAME', 'ENTERED', 'SHOWN', 'COPIED', 'WHO'],
        secrets.map((one) => [
          ...[localTime(one.firstAt), localTime(one.lastAt), one.kind, one.clientName ?? '(firm)', one.portalName, one.username],
          ...[String(one.entered), String(one.shown), String(one.copied), one.actors.join(', ')]
        ])
      ),
      '',
      ...clients.map(({ clientName, secrets: count }) => `${clientName ?? '(firm)'}: ${count}`)
    ])
  }
)

/** Epoch ms at which a day begins where this computer is. */
const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime()

export const auditCommands: readonly Command[] = [list, verify, save, exposure]
