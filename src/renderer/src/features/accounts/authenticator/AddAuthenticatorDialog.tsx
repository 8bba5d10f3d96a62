import { useCallback, useId, useState } from 'react'
import type { Account, PendingEnrolment } from '#contract'
import { isApiError } from '../../../api/client.ts'
import { useClient, useStores } from '../../../api/context.tsx'
import { errorText } from '../../../api/error-text.ts'
import { useDiscardQuestion } from '../../../app/discard.tsx'
import { redrawnOnWhite } from '../../../app/redrawn-picture.ts'
import { accountName } from '../../../text/accounts.ts'
import { authenticatorsText } from '../../../text/authenticators.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { ConfirmAuthenticatorDialog } from './ConfirmAuthenticatorDialog.tsx'
import { bounds, maxPicture, nothingTyped, periodFrom, type Source, type TypedEnrolment } from './enrolment-source.ts'
import { PreviewStep } from './PreviewStep.tsx'
import { SourceStep } from './SourceStep.tsx'

const text = authenticatorsText.dialog

export interface AddAuthenticatorDialogProps {
  readonly account: Account
  /** The portal takes several: none is replaced, and each has a name. */
  readonly isOneOfSeveral: boolean
  readonly onClose: () => void
}

/** Adds an authenticator: hand over what the portal shows, look at what was read, save, confirm with the portal. */
export function AddAuthenticatorDialog({ account, isOneOfSeveral, onClose }: AddAuthenticatorDialogProps) {
  const { accounts } = useStores()
  const [source, setSource] = useState<Source>('picture')
  const [typed, setTyped] = useState(nothingTyped)
  const [nickname, setNickname] = useState('')
  const [savedId, setSavedId] = useState<string | null>(null)
  const enrolment = useReading(account.id)
  const { pending, isBusy, problem, run, read } = enrolment
  const formId = useId()
  const isDirty = pending !== null || typed.address !== '' || typed.key !== ''
  const { close, question } = useDiscardQuestion(isDirty, onClose)
  const { problems, isTried, setTried } = useProblems(source, typed)

  const { picture, address } = read
  const onAddress = useCallback(
    (pasted: string) => {
      setSource('address')
      setTyped((before) => ({ ...before, address: pasted }))
      address(pasted)
    },
    [address]
  )
  if (savedId !== null) return <ConfirmAuthenticatorDialog authenticatorId={savedId} account={accountName(account)} onClose={onClose} />

  const onRead = () => {
    setTried(true)
    if (source === 'picture' || Object.values(problems).some((found) => found !== undefined)) return
    if (source === 'address') read.address(typed.address)
    else read.key(typed)
  }
  const save = () => pending && run(async () => setSavedId(await accounts.room.saveAuthenticator(pending.pendingId, nickname)))
  return (
    <Dialog
      isOpen
      title={account.authenticatorDetail && !isOneOfSeveral ? text.replaceTitle : text.title}
      subtitle={accountName(account)}
      onClose={close}
      footer={
        pending ? (
          <>
            <Button onPress={enrolment.back} isDisabled={isBusy}>
              {text.back}
            </Button>
            <Button variant="primary" isPending={isBusy} onPress={save} autoFocus>
              {text.save}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={close}>{text.cancel}</Button>
            {source !== 'picture' && (
              <Button variant="primary" type="submit" form={formId} isPending={isBusy}>
                {text.read}
              </Button>
            )}
          </>
        )
      }
    >
      {problem && (
        <Notice tone="bad" title={problem.title}>
          {problem.body}
        </Notice>
      )}
      {pending ? (
        <>
          <PreviewStep pending={pending} account={account} />
          {isOneOfSeveral && (
            <TextField
              label={authenticatorsText.renameForm.field}
              description={authenticatorsText.renameForm.hint}
              maxLength={60}
              value={nickname}
              onChange={setNickname}
            />
          )}
        </>
      ) : (
        <SourceStep
          formId={formId}
          source={source}
          onSource={(next) => {
            setSource(next)
            setTried(false)
            enrolment.back()
          }}
          typed={typed}
          onType={(change) => setTyped({ ...typed, ...change })}
          isReading={isBusy}
          problems={isTried ? problems : {}}
          onRead={onRead}
          onPicture={picture}
          onAddress={onAddress}
        />
      )}
      {question}
    </Dialog>
  )
}

function useProblems(source: Source, typed: TypedEnrolment) {
  const [isTried, setTried] = useState(false)
  const problems = {
    address: source === 'address' && typed.address.trim() === '' ? text.address.missing : undefined,
    key: source === 'key' && typed.key.trim() === '' ? text.key.missing : undefined,
    period:
      source === 'key' && periodFrom(typed.period) === null
        ? text.key.periodBad(bounds.minPeriodSeconds, bounds.maxPeriodSeconds)
        : undefined
  }
  return { problems, isTried, setTried }
}

interface Problem {
  readonly title?: string
  readonly body: string
}

function isWorthRedrawing(error: unknown): boolean {
  if (isApiError(error, 'authenticators.picture-unreadable')) return error.params.reason !== 'too-large'
  return isApiError(error, 'authenticators.no-code-in-picture')
}

/** What was read and is held in main until saved, and the one call under way. */
function useReading(accountId: string) {
  const { authenticators } = useClient()
  const [pending, setPending] = useState<PendingEnrolment | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)

  const run = useCallback(async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setBusy(false)
    }
  }, [])
  const picture = useCallback(
    (file: File | null) => {
      if (file === null) setProblem({ body: text.picture.noPicture })
      else if (file.size > maxPicture) setProblem({ body: text.picture.tooLarge })
      else
        void run(async () => {
          const read = (bytes: Uint8Array<ArrayBuffer>) => authenticators.readPicture({ accountId, picture: bytes })
          try {
            setPending(await read(new Uint8Array(await file.arrayBuffer())))
          } catch (error) {
            const again = isWorthRedrawing(error) ? await redrawnOnWhite(file) : null
            if (again === null) throw error
            setPending(await read(again))
          }
        })
    },
    [run, authenticators, accountId]
  )
  const address = useCallback(
    (typed: string) => void run(async () => setPending(await authenticators.readAddress({ accountId, address: typed }))),
    [run, authenticators, accountId]
  )
  const key = ({ key: typed, algorithm, digits, period }: TypedEnrolment) =>
    void run(async () => {
      const periodSeconds = periodFrom(period)
      setPending(
        await authenticators.readKey({
          accountId,
          key: typed,
          algorithm,
          digits: Number(digits),
          ...(periodSeconds === null ? {} : { periodSeconds })
        })
      )
    })
  const back = () => {
    setPending(null)
    setProblem(null)
  }
  return { pending, problem, isBusy, run, back, read: { picture, address, key } }
}
