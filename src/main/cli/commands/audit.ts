import type { AuditRow } from '#contract'
import { type Command, command } from '../command.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findClientId } from '../lookup.ts'
import { localTime, table } from '../terminal.ts'

const list = command(
  'audit list',
  'show what was seen and changed, newest first',
  {
    limit: { value: 'N', help: 'at most that many rows (default 100)', form: 'count' },
    client: { value: 'CLIENT', help: 'only this client (id or whole name)' },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const client = options.text('client')
    const clientId = client === undefined ? null : await findClientId(call, client)
    if (isSaved(context)) return saveList(context, { name: 'activity', filter: { clientId } })
    const wanted = options.count('limit') ?? 100
    const rows: AuditRow[] = []
    for (let more = true; more && rows.length < wanted; ) {
      const page = await call('audit.list', { clientId, before: rows.at(-1)?.seq ?? null, limit: Math.min(500, wanted - rows.length) })
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
