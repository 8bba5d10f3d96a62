import { Check, CircleCheck, ExternalLink, LogIn, NotebookPen, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import type { Account, Path } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { useTodayDate } from '../../app/today.ts'
import { accountName } from '../../text/accounts.ts'
import { backupCodesText } from '../../text/backup-codes.ts'
import { pathsText } from '../../text/paths.ts'
import { recoveryText } from '../../text/recovery.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { backupCodeToUse } from './code-to-use.ts'
import css from './Paths.module.css'
import { CodeOffer, NotKeptHere } from './StepCode.tsx'
import type { StepItemProps } from './StepItem.tsx'

const text = pathsText

type StepWaysProps = Pick<StepItemProps, 'path' | 'guideStep' | 'step'>
type GuideStep = StepItemProps['guideStep']

/** What a step needs and leaves behind: the page to open, the code it asks for, and where its outcome is written down. */
export function StepWays({ path, guideStep, step }: StepWaysProps) {
  const { accounts } = useStores()
  const account = useStore(accounts, (state) => state.room?.account ?? null)
  const isDone = step.doneAt !== null
  const { page, record, code } = guideStep
  if (page === null && record === null && code === null) return null
  return (
    <div className={css.ways}>
      {page !== null && <OpenPage page={page} accountId={path.accountId} />}
      {account !== null && code !== null && !isDone && <CodeOffer account={account} code={code} />}
      {account !== null && record !== null && <Recording account={account} record={record} path={path} step={step} />}
    </div>
  )
}

function OpenPage({ page, accountId }: { readonly page: string; readonly accountId: string }) {
  const client = useClient()
  const [isPending, run] = useChange()
  const { host } = new URL(page)
  const open = () =>
    run(async () => {
      const { opened } = await client.links.open({ url: page, accountId })
      if (opened) showToast({ text: text.opened(host) })
    })
  return (
    <Button size="small" icon={ExternalLink} isPending={isPending} onPress={open}>
      {text.openPage(host)}
    </Button>
  )
}

type Record = NonNullable<GuideStep['record']>

interface RecordingProps {
  readonly account: Account
  readonly record: Record
  readonly path: Path
  readonly step: StepItemProps['step']
}

const secretRecords: ReadonlySet<Record> = new Set([
  'backup-code',
  'backup-code-used',
  'backup-code-current',
  'authenticator',
  'authenticator-confirmed'
])

/** The place on the account where each is written down (accounts/arrival.ts). */
const places: { readonly [R in Exclude<Record, 'note' | 'case'>]: string } = {
  'backup-code': 'record-backup-codes',
  'backup-code-used': 'backup-codes',
  'backup-code-current': 'backup-codes',
  authenticator: 'add-authenticator',
  'authenticator-confirmed': 'confirm-authenticator',
  'access-code': 'log-notice',
  'access-code-request': 'access-codes',
  'access-code-used': 'access-codes',
  'second-factor': 'second-factors',
  'firms-ways': 'second-factors',
  'sign-in': '',
  username: 'edit',
  custody: 'edit',
  'client-custody': 'edit'
}

/** Writes the outcome down at once where that is a press, else leads to the place; or says that it has been. */
function Recording({ account, record, step }: RecordingProps) {
  const { secretsForbidden } = account
  if (secretsForbidden !== null && secretRecords.has(record)) {
    return step.doneAt === null ? <NotKeptHere account={account} reason={secretsForbidden} /> : null
  }
  if (step.isRecorded === true) {
    return (
      <span className={css.isRecorded}>
        <CircleCheck size={14} aria-hidden />
        {text.isRecorded}
      </span>
    )
  }
  return (
    <>
      {step.doneAt !== null && step.isRecorded === false && (
        <span className={css.isNotRecorded}>
          <TriangleAlert size={14} aria-hidden />
          {text.isNotRecorded}
        </span>
      )}
      {record === 'backup-code-used' && <MarkUsed account={account} />}
      {record === 'backup-code-current' && <IsCurrent account={account} />}
      {record === 'sign-in' ? <SignedIn account={account} /> : <Way account={account} record={record} />}
    </>
  )
}

function Way({ account, record }: { readonly account: Account; readonly record: Record }) {
  const href =
    record === 'note'
      ? null
      : record === 'case'
        ? account.clientId && `#/clients/${account.clientId}`
        : `#/accounts/${account.id}/${places[record]}`
  return (
    <span className={css.record}>
      <NotebookPen size={14} aria-hidden />
      {href === null ? text.record[record] : <Link href={href}>{text.record[record]}</Link>}
    </span>
  )
}

function MarkUsed({ account }: { readonly account: Account }) {
  const { accounts } = useStores()
  const { room } = accounts
  const codes = useStore(accounts, (state) => state.room?.backupCodes ?? null)
  const [isPending, run] = useChange()
  const toUse = codes === null ? null : backupCodeToUse(codes)
  if (toUse === null) return null
  const { id } = toUse.code
  const name = backupCodesText.code(toUse.code.position, toUse.total)
  const markUsed = () =>
    run(async () => {
      await room.markBackupCodeUsed({ id })
      showToast({
        text: text.code.markedUsed(name, accountName(account)),
        action: { label: backupCodesText.undo, onAction: () => void room.undoBackupCodeUse(id).catch(showFailure) }
      })
    })
  return (
    <Button size="small" icon={Check} isPending={isPending} onPress={markUsed} aria-label={`${text.code.markUsed}: ${name}`}>
      {toUse.total === 1 ? text.code.markUsed : `${text.code.markUsed}: ${name}`}
    </Button>
  )
}

function IsCurrent({ account }: { readonly account: Account }) {
  const { accounts } = useStores()
  const isThere = useStore(accounts, (state) => state.room?.backupCodes?.sets.some(({ replacedAt }) => replacedAt === null) ?? false)
  const [isPending, run] = useChange()
  if (!isThere) return null
  const confirm = () => run(() => accounts.room.confirmBackupCodeCurrent(account.id))
  return (
    <Button size="small" icon={Check} isPending={isPending} onPress={confirm}>
      {text.code.isCurrent}
    </Button>
  )
}

function SignedIn({ account }: { readonly account: Account }) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const note = () =>
    run(async () => {
      const on = todayDate()
      await accounts.room.noteSignIn(account.id, on)
      showToast({ tone: 'good', text: recoveryText.signInNoted(on) })
    })
  return (
    <Button size="small" icon={LogIn} isPending={isPending} onPress={note}>
      {text.code.signedIn}
    </Button>
  )
}
