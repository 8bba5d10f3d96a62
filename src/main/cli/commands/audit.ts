import type { AuditRow } from '#contract'
import { auditGroups } from '#contract/vocabulary'
import { type Command, command } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, findClientId, findMemberId } from '../lookup.ts'
import { localTime, table } from '../terminal.ts'

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

export const auditCommands: readonly Command[] = [list]
