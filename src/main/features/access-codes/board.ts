import type { AccessCode, AccessCodeStatus, Output, Parsed } from '#contract'
import { addDays } from '../../calendar.ts'
import { type ExpiringUntil, expiringUntilOf } from '../../db/expiring-until.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import type { BoardCode, BoardFilter, BoardOrder, StoredAccessCode } from './repository.ts'
import { expiringFrom } from './status.ts'

export interface BoardDeps {
  readonly portals: PortalsService
  readonly settings: SettingsService
  /** One page of the codes of accounts in use, and how many there are in all. */
  read(filter: BoardFilter, page: BoardOrder): Promise<{ rows: BoardCode[]; total: number }>
  /** How many live codes lapse on each day of a stretch that has any. */
  readLapsing(from: string, to: string, expiringUntil: ExpiringUntil): Promise<{ on: string; count: number; expiring: number }[]>
  /** A stored code as the contract shows it. */
  shown(code: StoredAccessCode, account: { readonly portalId: string; readonly username: string }): AccessCode
}

type BoardRow = Output<'accessCodes.board'>['rows'][number]
interface BoardPage {
  readonly rows: BoardRow[]
  readonly total: number
}

/** The timeline looks as far ahead as a code of the usual lifetime lives. */
const timelineDays = 90
/** Expired codes older than this are history: whoever needed them has asked long ago. */
const expiredShownDays = 90

const soonest = (limit: number): BoardOrder => ({ sort: 'expires', descending: false, offset: 0, limit })

/** Access codes across all accounts in use. */
export function createAccessCodeBoard({ portals, settings, read, readLapsing, shown }: BoardDeps) {
  function filterOf(statuses: readonly AccessCodeStatus[], today: string, notBefore: string | null = null, query = ''): BoardFilter {
    return { statuses, today, notBefore, query, expiringUntil: expiringUntilOf(portals.list(), today, expiringFrom) }
  }

  const rowOf = (code: BoardCode): BoardRow => ({
    ...shown(code, code),
    clientId: code.clientId,
    clientName: code.clientName,
    portalName: portals.find(code.portalId)?.shortName ?? code.portalId,
    username: code.username
  })

  async function pageOf(filter: BoardFilter, order: BoardOrder): Promise<BoardPage> {
    const { rows, total } = await read(filter, order)
    return { rows: rows.map(rowOf), total }
  }

  return {
    async board({ statuses, query, ...order }: Parsed<'accessCodes.board'>): Promise<Output<'accessCodes.board'>> {
      const today = settings.today()
      const page = await pageOf(filterOf(statuses, today, null, query), order)
      return { ...page, timeline: await readLapsing(today, addDays(today, timelineDays), filterOf([], today).expiringUntil) }
    },

    /** What of it needs a person: lately expired, about to expire, and every code whose replacement is awaited, whatever its number. */
    async needingAttention(limit: number): Promise<{ expired: BoardPage; expiring: BoardPage; awaited: BoardRow[] }> {
      const today = settings.today()
      return {
        expired: await pageOf(filterOf(['expired'], today, addDays(today, -expiredShownDays)), soonest(limit)),
        expiring: await pageOf(filterOf(['expiring'], today), soonest(limit)),
        awaited: (await pageOf(filterOf(['replacement-requested'], today), soonest(Number.MAX_SAFE_INTEGER))).rows
      }
    }
  }
}
