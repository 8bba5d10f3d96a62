import { LifeBuoy } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { Account, GuideId, Path } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'
import { formatInstantDate } from '../../../text/dates.ts'
import { pathsText } from '../../../text/paths.ts'
import { MenuButton } from '../../../ui/MenuButton.tsx'

export interface WhatIfMenuProps {
  readonly account: Account
  readonly openPaths: readonly Path[]
}

/** The guided paths of the account's portal: starts one, or continues the one under way. Nothing where the portal has none. */
export function WhatIfMenu({ account, openPaths }: WhatIfMenuProps) {
  const { paths } = useStores()
  const [, navigate] = useLocation()
  const guides = useStore(paths, (state) => state.guides[account.portalId])
  useEffect(() => void paths.loadGuides(account.portalId).catch(showFailure), [paths, account.portalId])
  if (guides === undefined || guides.length === 0) return null

  const take = async (guideId: GuideId): Promise<void> => {
    const open = openPaths.find(({ guide }) => guide.id === guideId)
    const pathId = open?.id ?? (await paths.start(account.id, guideId))
    navigate(`/paths/${pathId}`)
  }
  return (
    <MenuButton
      label={pathsText.menuLabel}
      icon={LifeBuoy}
      variant="secondary"
      items={guides.map(({ id, title, when }) => {
        const open = openPaths.find(({ guide }) => guide.id === id)
        return {
          id,
          name: title,
          description: open ? pathsText.resume(formatInstantDate(open.startedAt)) : when,
          onAction: () => void take(id).catch(showFailure)
        }
      })}
    >
      {pathsText.menu}
    </MenuButton>
  )
}
