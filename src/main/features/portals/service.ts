import type { Portal, PortalFiles } from '#contract'
import { AppError } from '../../errors.ts'
import type { Log } from '../../ports.ts'
import { firmPortalsFolder, type PortalFileProblem, readFirmPortals, readPortals } from './portal-file.ts'

/** The portals this version and this firm know. */
export interface PortalsService {
  /** All portals, sorted by name. */
  list(): readonly Portal[]
  /** Throws AppError `record.not-found` (portal). */
  get(id: string): Portal
  find(id: string): Portal | undefined
  /** The firm's own portal files that are not used, with the reasons. */
  problems(): readonly PortalFileProblem[]
  /** Which file each portal comes from, and which are refused. */
  files(): PortalFiles
  /** Reads every file anew. When that fails, what was read before stays. */
  reload(): PortalFiles
}

export interface PortalsDeps {
  readonly resourcesFolder: string
  /** Where the firm's own portal files are; none are looked for without it. */
  readonly dataFolder?: string
  readonly log?: Log
}

interface Loaded {
  readonly portals: readonly Portal[]
  readonly byId: ReadonlyMap<string, Portal>
  readonly problems: readonly PortalFileProblem[]
  readonly files: PortalFiles
}

/**
 * Reads the portal files once, at the first question. A file of the firm replaces the shipped portal of the same id or adds one; a bad file of
 * the firm changes nothing and is listed as a problem. Every method throws a plain Error when a shipped file is bad.
 */
export function createPortalsService({ resourcesFolder, dataFolder, log }: PortalsDeps): PortalsService {
  let loaded: Loaded | undefined

  function load(): Loaded {
    loaded ??= read()
    return loaded
  }

  function read(): Loaded {
    const shipped = readPortals(resourcesFolder)
    const own = dataFolder === undefined ? { portals: [], problems: [] } : readFirmPortals(dataFolder)
    for (const { fileName } of own.problems) log?.warn('portals.firm-file-refused', { file: fileName })
    const byId = new Map([...shipped, ...own.portals].map((portal) => [portal.id, portal]))
    const portals = [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    const inUse = portals.map((portal) => {
      const replaced = own.portals.includes(portal) ? shipped.find(({ id }) => id === portal.id) : undefined
      const origin = shipped.includes(portal) ? 'shipped' : replaced === undefined ? 'added-by-firm' : 'replaced-by-firm'
      return { id: portal.id, name: portal.name, version: portal.version, origin, replacedVersion: replaced?.version ?? null } as const
    })
    const refused = own.problems.map(({ fileName, problems }) => ({ fileName, problems: [...problems] }))
    return { portals, byId, problems: own.problems, files: { folder: firmPortalsFolder(dataFolder ?? ''), inUse, refused } }
  }

  return {
    list: () => load().portals,
    find: (id) => load().byId.get(id),
    get(id) {
      const portal = load().byId.get(id)
      if (!portal) throw new AppError('record.not-found', { kind: 'portal' })
      return portal
    },
    problems: () => load().problems,
    files: () => load().files,
    reload() {
      loaded = read()
      return loaded.files
    }
  }
}
