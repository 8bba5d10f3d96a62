import type { AuditEvent, Output, Parsed, SecretKind } from '#contract'
import type { FirmDb } from '../../db/handles.ts'
import type { PortalsService } from '../portals/service.ts'
import type * as Repository from './repository.ts'

/** How somebody came to know a secret, or what it yields. */
export type Seeing = 'entered' | 'shown' | 'copied'

/** The events after which a person may know a secret. */
export const exposingEvents: Readonly<Partial<Record<AuditEvent, readonly [SecretKind, Seeing]>>> = {
  'authenticator.added': ['authenticator', 'entered'],
  'verification-code.shown': ['authenticator', 'shown'],
  'verification-code.copied': ['authenticator', 'copied'],
  'backup-code.recorded': ['backup-code', 'entered'],
  'backup-code.revealed': ['backup-code', 'shown'],
  'backup-code.copied': ['backup-code', 'copied'],
  'backup-code.printed': ['backup-code', 'shown'],
  'access-code.recorded': ['access-code', 'entered'],
  'access-code.revealed': ['access-code', 'shown'],
  'access-code.copied': ['access-code', 'copied'],
  'passcode.recorded': ['passcode', 'entered'],
  'passcode.changed': ['passcode', 'entered'],
  'passcode.revealed': ['passcode', 'shown'],
  'passcode.copied': ['passcode', 'copied']
}

/** Of these only rows about a sealed value. */
const withValueOnly: ReadonlySet<string> = new Set(['access-code.recorded', 'passcode.recorded', 'passcode.changed'])

/** One secret and what one person, or one computer, saw of it. */
export interface Exposure {
  readonly kind: SecretKind
  /** The authenticator or access code; for backup codes their set. */
  readonly recordId: string
  readonly accountId: string
  readonly clientId: string | null
  readonly firstAt: number
  readonly lastAt: number
  readonly entered: number
  readonly shown: number
  readonly copied: number
  readonly actors: readonly string[]
  readonly devices: readonly string[]
}

export interface ExposureDeps {
  readonly db: FirmDb
  readonly portals: PortalsService
  readonly repository: typeof Repository
}

interface Scan {
  /** Last row looked at. */
  through: number
  readonly secrets: Map<string, Exposure>
}

type ExposingRow = Awaited<ReturnType<typeof Repository.listExposingRows>>[number]

/** Numbers of the log looked at in one turn, so that a million rows hold up nobody. */
const rowsPerStep = 20_000
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface ExposureQuestion {
  readonly memberId: string | null
  readonly device: string | null
  readonly from: number
  readonly to: number
}

/** Which secrets a member, or a computer, was shown in a stretch of time. */
export function createExposure({ db, portals, repository }: ExposureDeps) {
  /** Scans rows after `found.through`, so that asking again costs only what is new. */
  async function scan({ memberId, device, from, to }: ExposureQuestion, found: Scan): Promise<Exposure[]> {
    const filter = { events: Object.keys(exposingEvents), actorId: memberId, device, from, to }
    const through = (await repository.findHead(db.read))?.seq ?? 0
    while (found.through < through) {
      const stop = Math.min(through, found.through + rowsPerStep)
      const rows = await repository.listExposingRows(db.read, filter, found.through, stop)
      const sets = await repository.setsOfCodes(db.read, [...new Set(rows.flatMap(({ record_id }) => record_id ?? []))])
      for (const row of rows) note(found, row, sets)
      found.through = stop
      if (stop < through) await turn()
    }
    return [...found.secrets.values()].sort((a, b) => a.firstAt - b.firstAt || (a.recordId < b.recordId ? -1 : 1))
  }

  function note({ secrets }: Scan, row: ExposingRow, sets: ReadonlyMap<string, string>): void {
    const [kind, how] = exposingEvents[row.event as AuditEvent] ?? []
    if (kind === undefined || how === undefined || row.account_id === null || row.record_id === null) return
    // A notice logged without its code, a date that was changed: nothing was seen.
    if (withValueOnly.has(row.event) && row.sealed_hash === null) return
    const recordId = kind === 'backup-code' ? (sets.get(row.record_id) ?? row.record_id) : row.record_id
    const key = `${kind} ${recordId}`
    const known = secrets.get(key) ?? {
      ...{ kind, recordId, accountId: row.account_id, clientId: row.client_id, firstAt: row.at },
      ...{ entered: 0, shown: 0, copied: 0, actors: [], devices: [] }
    }
    secrets.set(key, {
      ...known,
      lastAt: row.at,
      [how]: known[how] + 1,
      actors: withOne(known.actors, row.actor),
      devices: withOne(known.devices, row.device)
    })
  }

  const ofMembers = new Map<string, { readonly found: Scan; last: Promise<unknown> }>()
  /** Everything a member ever saw. One scan of a member at a time: two at once would count the same rows twice. */
  function ofMember(memberId: string): Promise<Exposure[]> {
    const known = ofMembers.get(memberId) ?? { found: { through: 0, secrets: new Map() }, last: Promise.resolve() }
    ofMembers.set(memberId, known)
    const scanned = known.last.then(() => scan({ memberId, device: null, from: 0, to: Number.MAX_SAFE_INTEGER }, known.found))
    known.last = scanned.catch(() => undefined)
    return scanned
  }

  return {
    ofMember,
    async report({ offset, limit, ...question }: Parsed<'audit.exposure'>): Promise<Output<'audit.exposure'>> {
      const all = await scan(question, { through: 0, secrets: new Map() })
      const names = await namesFor(all)
      const clients = new Map<string | null, number>()
      for (const { clientId } of all) clients.set(clientId, (clients.get(clientId) ?? 0) + 1)
      return {
        rows: all
          .slice(offset, offset + limit)
          .map((one) => ({ ...one, actors: [...one.actors], devices: [...one.devices], ...names(one) })),
        total: all.length,
        clients: [...clients]
          .map(([clientId, secrets]) => ({
            clientId,
            clientName: clientId === null ? null : names({ clientId, accountId: '' }).clientName,
            secrets
          }))
          .sort((a, b) => b.secrets - a.secrets || (a.clientName ?? '').localeCompare(b.clientName ?? '', 'en'))
      }
    },
    namesFor
  }

  async function namesFor(rows: readonly { clientId: string | null; accountId: string }[]) {
    const clients = new Map<string, string>()
    const accounts = new Map<string, { portalName: string; username: string }>()
    const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
    const [clientIds, accountIds] = [distinct(rows.map((row) => row.clientId)), distinct(rows.map((row) => row.accountId))]
    // Engines bound how many values one statement takes.
    for (let at = 0; at < Math.max(clientIds.length, accountIds.length); at += 500) {
      const page = { clients: clientIds.slice(at, at + 500), accounts: accountIds.slice(at, at + 500) }
      const found = await repository.listNames(db.read, page)
      for (const { id, name } of found.clients) clients.set(id, name)
      for (const { id, portal_id, username } of found.accounts) {
        accounts.set(id, { portalName: portals.find(portal_id)?.shortName ?? portal_id, username })
      }
    }
    return ({ clientId, accountId }: { clientId: string | null; accountId: string }) => ({
      clientName: clientId === null ? null : (clients.get(clientId) ?? null),
      portalName: accounts.get(accountId)?.portalName ?? '',
      username: accounts.get(accountId)?.username ?? ''
    })
  }
}

const withOne = (known: readonly string[], one: string): readonly string[] => (known.includes(one) ? known : [...known, one])
