import { Check, FilePlus2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Account, Output, Portal } from '#contract'
import { useClient, useStores } from '../../../api/context.tsx'
import { showFailure, useChange } from '../../../app/change.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { formatDate, formatInstantDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { AddSecretButton } from '../AddSecretButton.tsx'
import css from '../Codes.module.css'
import { BackupCodeBadge } from '../StatusBadges.tsx'
import { RevealedValue } from '../secrets/RevealedValue.tsx'
import { RecordBackupCodesForm } from './RecordBackupCodesForm.tsx'

const text = backupCodesText

type BackupCodes = Output<'backupCodes.list'>
type BackupCodeSet = BackupCodes['sets'][number]
type BackupCode = BackupCodeSet['codes'][number]

export interface BackupCodesPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly codes: BackupCodes
  readonly onEditAccount: () => void
}

/** The backup codes of an account: whether somebody could get in with one today, and the codes themselves on request. */
export function BackupCodesPanel({ account, portal, codes, onEditAccount }: BackupCodesPanelProps) {
  const [isRecording, setRecording] = useState(false)
  const current = codes.sets.find(({ replacedAt }) => replacedAt === null) ?? null
  const replaced = codes.sets.filter(({ replacedAt }) => replacedAt !== null)
  const isOne = portal?.backupCodes.scheme === 'one' || portal?.backupCodes.scheme === 'one-replaced-on-use'
  const total = current?.codes.length ?? 0
  const unused = current?.codes.filter(({ usedAt }) => usedAt === null).length ?? 0
  return (
    <Section title={isOne ? text.titleOne : text.title} badges={<BackupCodeBadge status={codes.status} />}>
      <p>
        {codes.status === 'none' && portal?.backupCodes.scheme === 'none'
          ? text.noneAtPortal(portal.name)
          : text.statusSentence(codes.status, unused, total)}
      </p>
      {codes.status === 'presumed-stale' && (
        <Stale account={account} portal={portal} since={codes.staleSince} onRecord={() => setRecording(true)} />
      )}
      {current && <CurrentSet set={current} />}
      <AddSecretButton
        account={account}
        icon={FilePlus2}
        label={isOne ? text.recordOne : text.record}
        onAdd={() => setRecording(true)}
        onEditAccount={onEditAccount}
      />
      {replaced.length > 0 && (
        <details>
          <summary className={css.summary}>{text.replacedSets(replaced.length)}</summary>
          <ul className={css.list}>
            {replaced.map((set) => (
              <li key={set.id} className={css.item}>
                <span className={css.muted}>
                  {set.replacedAt !== null && text.replacedOn(formatInstantDate(set.replacedAt), set.codes.length)}
                </span>
                <span className={css.small}>{text.recorded(set.recordedBy, formatInstantDate(set.recordedAt))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isRecording && (
        <RecordBackupCodesForm account={account} portal={portal} isReplacing={current !== null} onClose={() => setRecording(false)} />
      )}
    </Section>
  )
}

interface StaleProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly since: number | null
  readonly onRecord: () => void
}

function Stale({ account, portal, since, onRecord }: StaleProps) {
  const { accounts } = useStores()
  const [isPending, run] = useChange()
  return (
    <Notice tone="warn" title={text.stale(portal?.shortName ?? account.portalName, since === null ? null : formatInstantDate(since))}>
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

function CurrentSet({ set }: { readonly set: BackupCodeSet }) {
  return (
    <>
      <ul className={css.list}>
        {set.codes.map((code) => (
          <CodeRow key={code.id} code={code} total={set.codes.length} />
        ))}
      </ul>
      <FactList
        facts={[
          { term: text.keptAt, value: set.keptAt || text.notSaid },
          { term: text.issuedOn, value: set.issuedOn === null ? null : formatDate(set.issuedOn) },
          { term: text.recordedTerm, value: text.recordedValue(set.recordedBy, formatInstantDate(set.recordedAt)) }
        ]}
      />
    </>
  )
}

function CodeRow({ code, total }: { readonly code: BackupCode; readonly total: number }) {
  const client = useClient()
  const { accounts } = useStores()
  const [isPending, run] = useChange()
  const name = text.code(code.position, total)
  const undo = async (): Promise<void> => {
    await accounts.room.undoBackupCodeUse(code.id)
    showToast({ text: text.undone(name) })
  }
  const markUsed = async (): Promise<void> => {
    await accounts.room.markBackupCodeUsed(code.id)
    showToast({ text: text.markedUsed(name), action: { label: text.undo, onAction: () => void undo().catch(showFailure) } })
  }
  return (
    <li className={css.item}>
      <span className={css.name}>{name}</span>
      <RevealedValue
        name={name}
        copyKey={`backup-code:${code.id}`}
        reveal={() => client.backupCodes.reveal({ id: code.id })}
        copy={() => client.backupCodes.copy({ id: code.id })}
      />
      <span className={css.end}>
        {code.usedAt === null ? (
          <Button
            size="small"
            variant="quiet"
            icon={Check}
            isPending={isPending}
            onPress={() => run(markUsed)}
            aria-label={`${text.markUsed}: ${name}`}
          >
            {text.markUsed}
          </Button>
        ) : (
          <>
            <span className={css.small}>{text.usedBy(code.usedBy, formatInstantDate(code.usedAt))}</span>
            <Button
              size="small"
              variant="quiet"
              icon={Undo2}
              isPending={isPending}
              onPress={() => run(undo)}
              aria-label={`${text.undoUse}: ${name}`}
            >
              {text.undoUse}
            </Button>
          </>
        )}
      </span>
    </li>
  )
}
