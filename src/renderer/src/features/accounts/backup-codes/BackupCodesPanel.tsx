import { FilePlus2, Pencil, Printer } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Account, BackupCodeSet, Output, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { useChange } from '../../../app/change.ts'
import { useTodayDate } from '../../../app/today.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { formatDate, formatInstantDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { AddSecretButton } from '../AddSecretButton.tsx'
import { useArrival } from '../arrival.ts'
import css from '../Codes.module.css'
import { backupCodesElsewhere, isHeldElsewhere } from '../held-elsewhere.ts'
import { BackupCodeBadge } from '../StatusBadges.tsx'
import { CodeRow } from './CodeRow.tsx'
import { PaperForm } from './PaperForm.tsx'
import { PrintCodes } from './PrintCodes.tsx'
import { RecordBackupCodesForm } from './RecordBackupCodesForm.tsx'

const text = backupCodesText

type BackupCodes = Output<'backupCodes.list'>

export interface BackupCodesPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly codes: BackupCodes
  readonly onEditAccount: () => void
}

type Opened = 'record' | 'paper' | 'print' | null

const isOpen = ({ state }: BackupCodeSet['codes'][number]): boolean => state === 'unused' || state === 'reserved'

/** The backup codes of an account: whether somebody could get in with one today, and the codes themselves on request. */
export function BackupCodesPanel({ account, portal, codes, onEditAccount }: BackupCodesPanelProps) {
  const [opened, setOpened] = useState<Opened>(null)
  const close = useCallback(() => setOpened(null), [])
  const mayRecord = account.secretsForbidden === null && account.archivedAt === null
  const heading = useArrival({ 'record-backup-codes': mayRecord ? () => setOpened('record') : null, 'backup-codes': null })
  const current = codes.sets.find(({ replacedAt }) => replacedAt === null) ?? null
  const replaced = codes.sets.filter(({ replacedAt }) => replacedAt !== null)
  const isOne = portal?.backupCodes.scheme === 'one' || portal?.backupCodes.scheme === 'one-replaced-on-use'
  const total = current?.codes.length ?? 0
  const unused = current?.codes.filter(isOpen).length ?? 0
  return (
    <Section
      headingRef={heading}
      title={isOne ? text.titleOne : text.title}
      badges={<BackupCodeBadge status={codes.status} />}
      actions={
        current && (
          <MenuButton
            label={text.paper.menu}
            items={[
              { id: 'paper', name: text.paper.edit, icon: Pencil, onAction: () => setOpened('paper') },
              { id: 'print', name: text.print.action, icon: Printer, isDisabled: unused === 0, onAction: () => setOpened('print') }
            ]}
          />
        )
      }
    >
      <p>
        {codes.status === 'none' && portal?.backupCodes.scheme === 'none'
          ? text.noneAtPortal(portal.name)
          : codes.status === 'none' && isHeldElsewhere(account)
            ? backupCodesElsewhere(account)
            : text.statusSentence(codes.status, unused, total)}
      </p>
      {codes.stale !== null && <Stale account={account} portal={portal} stale={codes.stale} onRecord={() => setOpened('record')} />}
      {current && <CurrentSet account={account} set={current} />}
      <AddSecretButton
        account={account}
        icon={FilePlus2}
        label={isOne ? text.recordOne : text.record}
        onAdd={() => setOpened('record')}
        onEditAccount={onEditAccount}
      />
      {replaced.length > 0 && <Replaced sets={replaced} />}
      {opened === 'record' && <RecordBackupCodesForm account={account} portal={portal} isReplacing={current !== null} onClose={close} />}
      {opened === 'paper' && current && <PaperForm account={account} set={current} onClose={close} />}
      {opened === 'print' && <PrintCodes account={account} unused={unused} onClose={close} />}
    </Section>
  )
}

function Replaced({ sets }: { readonly sets: readonly BackupCodeSet[] }) {
  return (
    <details>
      <summary className={css.summary}>{text.replacedSets(sets.length)}</summary>
      <ul className={css.list}>
        {sets.map((set) => (
          <li key={set.id} className={css.item}>
            <span className={css.muted}>
              {set.replacedAt !== null && text.replacedOn(formatInstantDate(set.replacedAt), set.codes.length)}
            </span>
            <span className={css.small}>{text.recorded(set.recordedBy, formatInstantDate(set.recordedAt))}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

interface StaleProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly stale: NonNullable<BackupCodes['stale']>
  readonly onRecord: () => void
}

function Stale({ account, portal, stale, onRecord }: StaleProps) {
  const { accounts } = useStores()
  const [isPending, run] = useChange()
  return (
    <Notice tone="warn" title={text.stale(portal?.shortName ?? account.portalName, stale.reason, formatDate(stale.on))}>
      <p>{text.staleWaysOut}</p>
      <div className={css.ways}>
        {account.secretsForbidden === null && (
          <Button size="small" onPress={onRecord}>
            {text.recordNew}
          </Button>
        )}
        <Button
          size="small"
          isPending={isPending}
          onPress={() =>
            run(async () => {
              await accounts.room.confirmBackupCodeCurrent(account.id)
              showToast({ tone: 'good', text: text.stillCurrentDone })
            })
          }
        >
          {text.stillCurrent}
        </Button>
      </div>
    </Notice>
  )
}

function CurrentSet({ account, set }: { readonly account: Account; readonly set: BackupCodeSet }) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const { id, issuedOn, keptAt, paperCheckedOn, paperCheckedBy } = set
  const checkToday = () =>
    run(async () => {
      await accounts.room.updateBackupCodeSet({ id, issuedOn, keptAt, paperCheckedOn: todayDate() })
      showToast({ tone: 'good', text: text.paper.checkedToast })
    })
  return (
    <>
      <ul className={css.list}>
        {set.codes.map((code) => (
          <CodeRow key={code.id} account={account} code={code} total={set.codes.length} />
        ))}
      </ul>
      <FactList
        facts={[
          { term: text.keptAt, value: keptAt || text.notSaid },
          {
            term: text.paper.checkedOn,
            value: paperCheckedOn === null ? text.paper.notChecked : text.paper.checkedBy(formatDate(paperCheckedOn), paperCheckedBy)
          },
          { term: text.issuedOn, value: issuedOn === null ? null : formatDate(issuedOn) },
          { term: text.recordedTerm, value: text.recordedValue(set.recordedBy, formatInstantDate(set.recordedAt)) }
        ]}
      />
      {keptAt !== '' && paperCheckedOn !== todayDate() && (
        <div>
          <Button size="small" variant="quiet" isPending={isPending} onPress={checkToday}>
            {text.paper.checkedToday}
          </Button>
        </div>
      )}
    </>
  )
}
