import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Portal } from '#contract'
import { useStores } from '../../api/context.tsx'

/** The portals, fetched when first needed; empty until then. */
export function usePortals(): readonly Portal[] {
  const { portals } = useStores()
  useEffect(() => void portals.load(), [portals])
  return useStore(portals, (state) => state.portals)
}
