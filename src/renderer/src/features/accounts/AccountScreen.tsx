import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Account, Portal } from '#contract'
import { useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { useWayBack } from '../../app/came-from.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { HistoryButton } from '../../app/HistoryButton.tsx'
import { accountHead, accountName, accountsText } from '../../text/accounts.ts'
import { formatDate, formatInstantDate } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Link } from '../../ui/Link.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { AccountForm } from './AccountForm.tsx'
import css from './Accounts.module.css'
import { GetInPanel } from './access/GetInPanel.tsx'
import { PathsUnderWay } from './access/PathsUnderWay.tsx'
import { WhatIfMenu } from './access/WhatIfMenu.tsx'
import { AccessCodesPanel } from './access-codes/AccessCodesPanel.tsx'
import { Arrival, useArrival, useFirstArrival } from './arrival.ts'
import { AuthenticatorPanel } from './authenticator/AuthenticatorPanel.tsx'
import { BackupCodesPanel } from './backup-codes/BackupCodesPanel.tsx'
import { DraftsPanel } from './drafts/DraftsPanel.tsx'
import { PasscodesPanel } from './passcodes/PasscodesPanel.tsx'
import { CustodyBadge } from './StatusBadges.tsx'
import { SecondFactorsPanel } from './second-factors/SecondFactorsPanel.tsx'
import { usePortals } from './use-portals.ts'

const text = accountsText.detail

export interface AccountScreenProps {
  readonly accountId: string
  /** A panel to come to, and what to open there (arrival.ts). */
  readonly place?: string | undefined
}

/** One account: its authenticator, backup codes and access codes. */
export function AccountScreen({ accountId, place }: AccountScreenProps) {
  const { accounts } = useStores()
  const arrival = useFirstArrival(place)
  const room = useStore(accounts, (state) => state.room)
  const portals = usePortals()
  const [isEditing, setEditing] = useState(false)
  useEffect(() => accounts.room.open(accountId), [accounts, accountId])

  const account = room?.account ?? null
  const problem = room === null || room.error === null ? null : errorText(room.error)
  const back = useWayBack(
    { href: '#/accounts', label: text.back },
    account?.clientId ? [{ href: `#/clients/${account.clientId}`, label: account.clientName ?? '' }] : []
  )
  if (account === null || room === null) {
    return (
      <div className={css.screen}>
        <PageHeader title={accountsText.title} back={back} />
        <div className={css.page}>
          {problem ? (
            <Notice tone="bad" title={problem.title}>
              {problem.body}
            </Notice>
          ) : (
            <Spinner label={text.loading} />
          )}
        </div>
      </div>
    )
  }
  const portal = portals.find(({ id }) => id === account.portalId) ?? null
  const edit = () => setEditing(true)
  return (
    <Arrival value={arrival}>
      <div className={css.room}>
        <div className={css.head}>
          <PageHeader
            back={back}
            title={<Owner account={account} />}
            subtitle={<Login account={account} />}
            actions={
              <>
                <HistoryButton account={{ id: account.id, name: `${account.portalName} · ${account.username}` }} />
                <Actions account={account} onEdit={edit} />
                {account.archivedAt === null && room.openPaths && (
                  <WhatIfMenu account={account} portal={portal} openPaths={room.openPaths} />
                )}
              </>
            }
          />
        </div>
        <div className={css.page}>
          {problem && (
            <Notice tone="bad" title={problem.title}>
              {problem.body}
            </Notice>
          )}
          {account.archivedAt !== null && <Notice>{text.archivedNotice(formatInstantDate(account.archivedAt))}</Notice>}
          {room.openPaths && <PathsUnderWay paths={room.openPaths} />}
          {room.recovery && <GetInPanel account={account} portal={portal} recovery={room.recovery} />}
          <div className={css.columns}>
            <div className={css.column}>
              <AuthenticatorPanel account={account} portal={portal} onEditAccount={edit} />
              {room.backupCodes && <BackupCodesPanel account={account} portal={portal} codes={room.backupCodes} onEditAccount={edit} />}
              {room.factors && <SecondFactorsPanel account={account} portal={portal} factors={room.factors} />}
              {room.accessCodes && <AccessCodesPanel account={account} portal={portal} codes={room.accessCodes} onEditAccount={edit} />}
              {room.passcodes && <PasscodesPanel account={account} portal={portal} passcodes={room.passcodes} />}
              {room.drafts && <DraftsPanel account={account} portal={portal} drafts={room.drafts} />}
            </div>
            <Details account={account} portal={portal} onEdit={edit} />
          </div>
        </div>
        {isEditing && <AccountForm account={account} onClose={() => setEditing(false)} />}
      </div>
    </Arrival>
  )
}

/** Whose account it is stands first and largest: the code of the wrong client is the mistake to prevent. */
function Owner({ account }: { readonly account: Account }) {
  return account.clientId === null ? (
    accountsText.firmsOwnClient
  ) : (
    <Link href={`#/clients/${account.clientId}`} quiet>
      {account.clientName ?? ''}
    </Link>
  )
}

function Login({ account }: { readonly account: Account }) {
  return (
    <span className={css.cell}>
      <span className={css.name}>
        {`${account.portalName} · ${account.username}`}
        {account.nickname !== '' && ` · ${account.nickname}`}
      </span>
      <CustodyBadge custody={account.custody} />
    </span>
  )
}

function Actions({ account, onEdit }: { readonly account: Account; readonly onEdit: () => void }) {
  const { accounts } = useStores()
  const [isPending, run] = useChange()
  const restore = async (): Promise<void> => {
    await accounts.room.restore(account.id)
    showToast({ tone: 'good', text: accountsText.restoredToast(account.username) })
  }
  const archive = async (): Promise<void> => {
    await accounts.room.archive(account.id)
    showToast({
      title: accountHead(account),
      text: accountsText.archivedToast(account.username),
      action: { label: accountsText.undo, onAction: () => void restore().catch(showFailure) }
    })
  }
  const [isAsking, setAsking] = useState(false)
  const forget = async (): Promise<void> => {
    try {
      await accounts.room.forgetSecrets(account.id)
    } catch (error) {
      showFailure(error)
      throw error
    }
    showToast({ tone: 'good', text: text.forgotten })
  }
  return (
    <>
      <MenuButton
        label={text.menu}
        items={[{ id: 'forget', name: text.forget, icon: Trash2, danger: true, onAction: () => setAsking(true) }]}
      />
      {account.archivedAt === null ? (
        <>
          <Button icon={Archive} variant="quiet" isPending={isPending} onPress={() => run(archive)}>
            {text.archive}
          </Button>
          <Button icon={Pencil} onPress={onEdit}>
            {text.edit}
          </Button>
        </>
      ) : (
        <Button icon={ArchiveRestore} isPending={isPending} onPress={() => run(restore)}>
          {text.restore}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          tone="danger"
          title={text.forgetTitle}
          body={text.forgetBody(accountName(account))}
          confirmLabel={text.forgetConfirm}
          onConfirm={forget}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface DetailsProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly onEdit: () => void
}

function Details({ account, portal, onEdit }: DetailsProps) {
  const heading = useArrival({ edit: account.archivedAt === null ? onEdit : null })
  return (
    <Section headingRef={heading} title={text.facts}>
      <FactList
        facts={[
          { term: text.portal, value: portal?.name ?? account.portalName },
          { term: portal?.accountNumber?.label ?? accountsText.form.accountNumber, value: account.accountNumber },
          {
            term: accountsText.form.signInProvider,
            value: account.signInProvider === 'own' ? null : accountsText.signInProvider[account.signInProvider]
          },
          { term: accountsText.form.custody, value: accountsText.custody[account.custody].name },
          {
            term: text.consentOn,
            value: account.consentOn !== null ? formatDate(account.consentOn) : account.custody === 'firm-holds' ? text.noConsent : null
          },
          { term: text.notes, value: account.notes === '' ? null : <span className={css.notes}>{account.notes}</span> }
        ]}
      />
      {portal?.sharingNote && (
        <div>
          <div className={css.label}>{text.sharing}</div>
          <p className={css.muted}>{portal.sharingNote}</p>
        </div>
      )}
    </Section>
  )
}
