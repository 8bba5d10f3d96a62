import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Guide, GuideId, Input, Path } from '#contract'
import { isApiError, type KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

export interface PathState {
  /** The path whose screen is open. */
  readonly pathId: string | null
  readonly path: Path | null
  readonly error: unknown
  /** Guides by portal, as far as they were asked for. */
  readonly guides: Readonly<Record<string, readonly Guide[]>>
}

export interface PathsStore extends StoreApi<PathState> {
  /** Every path under way, newest first. */
  readonly open: AnswerStore<readonly Path[]>
  loadGuides(portalId: string): Promise<void>
  /** Starts a path, or finds the one already under way; answers its id. */
  start(accountId: string, guideId: GuideId): Promise<string>
  /** Shows one path until the returned function is called; meanwhile it follows every change. */
  openPath(pathId: string): () => void
  setStep(input: Input<'paths.setStep'>): Promise<void>
  /** @param unrecordedToo also when something done was not recorded */
  finish(id: string, unrecordedToo?: boolean): Promise<void>
  abandon(id: string, reason: string): Promise<void>
  reset(): void
}

const initial: PathState = { pathId: null, path: null, error: null, guides: {} }

/** Guided paths: which there are, which are under way, and the one whose screen is open. */
export function createPathsStore(client: Pick<KeydocketClient, 'guides' | 'paths' | 'on'>): PathsStore {
  const store = createStore<PathState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  let generation = 0

  const open = createAnswerStore<readonly Path[]>(
    () => client.paths.list({ openOnly: true, limit: 500 }),
    (onChange) => {
      for (const event of ['paths.changed', 'accounts.changed', 'clients.changed'] as const) client.on(event, onChange)
    }
  )

  async function refresh() {
    const { pathId } = get()
    if (pathId === null) return
    const asked = ++question
    try {
      const path = await client.paths.get({ id: pathId })
      if (asked === question) set({ path, error: null })
    } catch (error) {
      if (asked === question) set({ error })
    }
  }
  client.on('paths.changed', ({ pathId }) => {
    if (pathId === get().pathId) void refresh()
  })
  // What steps ask to be recorded stands with the account and the client's cases.
  client.on('accounts.changed', ({ accountId }) => {
    if (accountId === null || accountId === get().path?.accountId) void refresh()
  })
  client.on('clients.changed', () => void refresh())

  /** Shows what a change answered, unless another path was opened meanwhile. */
  async function take(change: Promise<Path>) {
    const path = await change
    question++
    if (path.id === get().pathId) set({ path, error: null })
  }

  return {
    ...store,
    open,
    async loadGuides(portalId) {
      const asked = generation
      const guides = await client.guides.list({ portalId })
      if (asked === generation) set({ guides: { ...get().guides, [portalId]: guides } })
    },
    async start(accountId, guideId) {
      try {
        return (await client.paths.start({ accountId, guideId })).id
      } catch (error) {
        if (isApiError(error, 'paths.already-open')) return error.params.pathId
        throw error
      }
    },
    openPath(pathId) {
      question++
      set({ pathId, path: null, error: null })
      void refresh()
      return () => {
        if (get().pathId !== pathId) return
        question++
        set({ pathId: null, path: null, error: null })
      }
    },
    setStep: (input) => take(client.paths.setStep(input)),
    finish: (id, unrecordedToo = false) => take(client.paths.finish({ id, unrecordedToo })),
    abandon: (id, reason) => take(client.paths.abandon({ id, reason })),
    reset() {
      question++
      generation++
      open.reset()
      set(initial, true)
    }
  }
}
