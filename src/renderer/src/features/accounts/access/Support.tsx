import { ExternalLink } from 'lucide-react'
import type { Account, Portal } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { useChange } from '../../../app/change.ts'
import { accountName } from '../../../text/accounts.ts'
import { pathsText, supportText as text } from '../../../text/paths.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { Link } from '../../../ui/Link.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from './Access.module.css'

export interface SupportProps {
  readonly account: Account
  /** Null when the portal's data file is gone. */
  readonly portal: Portal | null
}

/** Whom to ask at the portal when nothing here opens the account: as its data say, or that they say nothing. */
export function Support({ account, portal }: SupportProps) {
  if (portal === null) return <p className={css.muted}>{text.noData}</p>
  const { helpDesk, shortName } = portal
  if (helpDesk === null) {
    return (
      <p>
        {text.cannotRecover(shortName)} <Link href="#/settings/portals">{text.facts}</Link>
      </p>
    )
  }
  const { contact, page, topics, businessDays } = helpDesk
  return (
    <>
      {contact === null && page === null && (
        <p>
          {text.noContact(shortName)} <Link href="#/settings/portals">{text.facts}</Link>
        </p>
      )}
      <FactList
        facts={[
          { term: text.contact, value: contact },
          { term: text.topics, value: topics.length === 0 ? null : <Topics topics={topics} /> },
          { term: text.answers, value: businessDays === null ? null : text.usually(businessDays) }
        ]}
      />
      {page !== null && <OpenPage page={page} accountId={account.id} />}
    </>
  )
}

function Topics({ topics }: { readonly topics: readonly string[] }) {
  return (
    <ul className={css.topics}>
      {topics.map((topic) => (
        <li key={topic}>
          <q>{topic}</q>
        </li>
      ))}
    </ul>
  )
}

function OpenPage({ page, accountId }: { readonly page: string; readonly accountId: string }) {
  const client = useClient()
  const [isPending, run] = useChange()
  const { host } = new URL(page)
  const open = () =>
    run(async () => {
      const { opened } = await client.links.open({ url: page, accountId })
      if (opened) showToast({ text: pathsText.opened(host) })
    })
  return (
    <div>
      <Button size="small" icon={ExternalLink} isPending={isPending} onPress={open}>
        {pathsText.openPage(host)}
      </Button>
    </div>
  )
}

/** The same by itself, from the menu of guided paths. */
export function SupportDialog({ account, portal, onClose }: SupportProps & { readonly onClose: () => void }) {
  return (
    <Dialog isOpen size="small" title={text.title(account.portalName)} subtitle={accountName(account)} onClose={onClose} isDismissable>
      <Support account={account} portal={portal} />
    </Dialog>
  )
}
