import type { DeadlineKind, DeadlineSubject } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'

/** An open deadline as far as reminders look at it. */
export interface RemindedDeadline {
  readonly id: string
  readonly kind: DeadlineKind
  readonly subject: DeadlineSubject | null
  readonly title: string
  readonly clientName: string
  readonly dueOn: string
  readonly reminderDays: readonly number[] | null
  readonly snoozedUntil: string | null
  readonly shownLayer: number | null
}

/** Open deadlines of clients in use that may be reminded of: due by `firmUntil` where the firm's reminders count, own reminders begun where they do. */
export async function listReminded(db: ReadableDb, today: string, firmUntil: string): Promise<RemindedDeadline[]> {
  const rows = await db
    .selectFrom('deadlines')
    .leftJoin('clients', 'clients.id', 'deadlines.client_id')
    .where('clients.archived_at', 'is', null)
    .where('deadlines.done_at', 'is', null)
    .where('deadlines.cancelled_at', 'is', null)
    .where((where) =>
      where.or([
        where('deadlines.remind_from', '<=', today),
        where.and([where('deadlines.remind_from', 'is', null), where('deadlines.due_on', '<=', firmUntil)])
      ])
    )
    .select(['deadlines.id', 'deadlines.kind', 'deadlines.subject', 'deadlines.title', 'deadlines.due_on'])
    .select(['deadlines.reminder_days', 'deadlines.snoozed_until', 'deadlines.reminded_layer', 'clients.name as client_name'])
    .orderBy('deadlines.due_on')
    .orderBy('deadlines.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as DeadlineKind,
    subject: row.subject as DeadlineSubject | null,
    title: row.title,
    clientName: row.client_name ?? '',
    dueOn: row.due_on,
    reminderDays: row.reminder_days === null ? null : (JSON.parse(row.reminder_days) as number[]),
    snoozedUntil: row.snoozed_until,
    shownLayer: row.reminded_layer === null ? null : Number(row.reminded_layer)
  }))
}

/** Remembers which reminder was shown; no change to the deadline itself, so its revision stays. */
export async function rememberShown(tx: WritableDb, layer: number, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 500) {
    await tx
      .updateTable('deadlines')
      .set({ reminded_layer: layer })
      .where('id', 'in', ids.slice(start, start + 500))
      .execute()
  }
}
