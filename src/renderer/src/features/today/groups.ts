import type { AccessReport, TodayItem } from '#contract'

export type TodayKind = TodayItem['kind']

export interface TodayGroup {
  readonly kind: TodayKind
  /** How many there are in all; main sends the first fifty. */
  readonly count: number
  readonly items: readonly TodayItem[]
}

/** Items by kind, the kind of the most urgent item first, each kind's items in the order they came. */
export function groupsOf(items: readonly TodayItem[], counts: Readonly<Partial<Record<TodayKind, number>>>): TodayGroup[] {
  const byKind = Map.groupBy(items, ({ kind }) => kind)
  return [...byKind].map(([kind, ofKind]) => ({ kind, items: ofKind, count: Math.max(counts[kind] ?? 0, ofKind.length) }))
}

/** How many rows of each kind show at first, so that a usual day fits one screen without scrolling. */
export function rowsAtFirst(groups: readonly TodayGroup[]): number {
  const most = [
    [2, 12],
    [4, 6],
    [6, 4],
    [11, 3],
    [15, 2]
  ] as const
  return most.find(([kinds]) => groups.length <= kinds)?.[1] ?? 1
}

const reports: Partial<Record<TodayKind, AccessReport>> = {
  'factor-of-leaver': 'leavers-factor',
  'backup-code-stale': 'stale-backup-codes',
  'authenticator-unconfirmed': 'unconfirmed-authenticators',
  'not-recoverable': 'not-recoverable'
}

const lists: Partial<Record<TodayKind, string>> = {
  'passcode-expired': '#/access-codes/passcodes',
  'passcode-expiring': '#/access-codes/passcodes',
  'draft-expiring': '#/access-codes/drafts',
  'sign-in-due': '#/sign-ins',
  'deadline-overdue': '#/deadlines',
  'appointment-unanswered': '#/deadlines',
  'appointment-near': '#/deadlines',
  'deadline-near': '#/deadlines',
  'document-expiring': '#/deadlines'
}

/** Where all of a kind are listed. */
export function listOf(kind: TodayKind): string {
  const list = lists[kind]
  if (list !== undefined) return list
  if (kind === 'path-open') return '#/recovery'
  const report = reports[kind]
  return report === undefined ? '#/access-codes' : `#/recovery/${report}`
}

/** What a row opens: the client of a deadline, the path under way, else the account. */
export function hrefOf({
  pathId,
  accountId,
  clientId,
  deadlineId
}: Pick<TodayItem, 'pathId' | 'accountId' | 'clientId' | 'deadlineId'>): string {
  if (deadlineId !== null) return `#/clients/${clientId}`
  return pathId === null ? `#/accounts/${accountId}` : `#/paths/${pathId}`
}
