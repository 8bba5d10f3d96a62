import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Guide } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'

/** The guided paths of a portal; undefined until they are known. */
export function useGuides(portalId: string): readonly Guide[] | undefined {
  const { paths } = useStores()
  useEffect(() => void paths.loadGuides(portalId).catch(showFailure), [paths, portalId])
  return useStore(paths, (state) => state.guides[portalId])
}
