import { LifeBuoy } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Account, Guide, Path, Portal } from '#contract'
import { formatInstantDate } from '../../../text/dates.ts'
import { pathsText, supportText } from '../../../text/paths.ts'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { GuideDialog } from './GuideDialog.tsx'
import { SupportDialog } from './Support.tsx'
import { useGuides } from './use-guides.ts'

export interface WhatIfMenuProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly openPaths: readonly Path[]
}

/** The guided paths of the account's portal: shows one before it is started, or continues the one under way; last, whom to ask when none fits. */
export function WhatIfMenu({ account, portal, openPaths }: WhatIfMenuProps) {
  const [, navigate] = useLocation()
  const guides = useGuides(account.portalId)
  const [opened, setOpened] = useState<Guide | 'support' | null>(null)
  const close = () => setOpened(null)
  if (guides === undefined) return null
  return (
    <>
      <MenuButton
        label={pathsText.menuLabel}
        icon={LifeBuoy}
        variant="secondary"
        items={[
          ...guides.map((guide) => {
            const open = openPaths.find((path) => path.guide.id === guide.id)
            return {
              id: guide.id,
              name: guide.title,
              description: open ? pathsText.resume(formatInstantDate(open.startedAt)) : guide.when,
              onAction: () => (open ? navigate(`/paths/${open.id}`) : setOpened(guide))
            }
          }),
          {
            id: 'support',
            name: guides.length === 0 ? supportText.title(account.portalName) : pathsText.noneFits,
            description: guides.length === 0 ? pathsText.noGuides : pathsText.noneFitsHint,
            onAction: () => setOpened('support')
          }
        ]}
      >
        {pathsText.menu}
      </MenuButton>
      {opened === 'support' && <SupportDialog account={account} portal={portal} onClose={close} />}
      {opened !== null && opened !== 'support' && <GuideDialog account={account} guide={opened} onClose={close} />}
    </>
  )
}
