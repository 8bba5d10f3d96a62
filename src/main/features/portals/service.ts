import type { Portal } from '#contract'
import { AppError } from '../../errors.ts'
import { readPortals } from './portal-file.ts'

/** The portals this version knows. */
export interface PortalsService {
  /** All portals, sorted by name. */
  list(): readonly Portal[]
  /** Throws AppError `record.not-found` (portal). */
  get(id: string): Portal
  find(id: string): Portal | undefined
}

/** Reads the portal files once, at the first question. Every method throws a plain Error when a shipped file is bad. */
export function createPortalsService({ resourcesFolder }: { readonly resourcesFolder: string }): PortalsService {
  let portals: Portal[] | undefined
  let byId = new Map<string, Portal>()

  function load(): Portal[] {
    if (!portals) {
      portals = readPortals(resourcesFolder)
      byId = new Map(portals.map((portal) => [portal.id, portal]))
    }
    return portals
  }
  function find(id: string): Portal | undefined {
    load()
    return byId.get(id)
  }
  return {
    list: load,
    find,
    get(id) {
      const portal = find(id)
      if (!portal) throw new AppError('record.not-found', { kind: 'portal' })
      return portal
    }
  }
}
