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
  return groups.length <= 2 ? 12 : groups.length <= 4 ? 6 : groups.length <= 6 ? 4 : 3
}

const reports: Partial<Record<TodayKind, AccessReport>> = {
  'factor-of-leaver': 'leavers-factor',
  'backup-code-stale': 'stale-backup-codes',
  'authenticator-unconfirmed': 'unconfirmed-authenticators',
  'sign-in-due': 'not-signed-in',
  'not-recoverable': 'not-recoverable'
}

/** Where all of a kind are listed. */
export function listOf(kind: TodayKind): string {
  if (kind === 'path-open') return '#/recovery'
  const report = reports[kind]
  return report === undefined ? '#/access-codes' : `#/recovery/${report}`
}

/** What a row opens: the path under way, else the account. */
export function hrefOf({ pathId, accountId }: Pick<TodayItem, 'pathId' | 'accountId'>): string {
  return pathId === null ? `#/accounts/${accountId}` : `#/paths/${pathId}`
}
