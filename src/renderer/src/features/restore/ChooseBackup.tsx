import { FolderOpen } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { FoundBackup, InspectedBackup } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { Problem } from '../../app/Problem.tsx'
import { backupText, restoreText } from '../../text/backup.ts'
import { formatInstant } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './Restore.module.css'
import { RestoreProgress } from './RestoreProgress.tsx'

interface ChooseBackupProps {
  readonly onFound: (found: InspectedBackup) => void
  readonly onBack: () => void
}

/** So many of the newest in the data folder are offered; any other is chosen as a file. */
const offeredAtMost = 4
/** The file chosen by hand, among the names of files: no name is empty. */
const byHand = ''

export function ChooseBackup({ onFound, onBack }: ChooseBackupProps) {
  const client = useClient()
  const { listed, chosen, picked, setPicked, choose, error: choosing } = useBackups()
  const secret = useSecret()
  const [hasTried, setTried] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    setError(null)
    setTried(true)
    if (!secret.isThere() || picked === null) return
    setPending(true)
    try {
      onFound(await client.restore.inspect({ name: picked === byHand ? null : picked, way: secret.way() }))
    } catch (reason) {
      if (!secret.takes(reason)) setError(reason)
    } finally {
      setPending(false)
    }
  }

  const problem = hasTried && picked === null ? restoreText.missing : undefined
  const options = [
    ...listed.map((one) => ({ id: one.name, name: formatInstant(one.at), description: describe(one) })),
    ...(chosen === null ? [] : [{ id: byHand, name: chosen.name, description: `${formatInstant(chosen.at)} · ${describe(chosen)}` }])
  ]
  return (
    <form className={css.form} noValidate onSubmit={(event) => void submit(event)}>
      {options.length === 0 ? (
        <p>{restoreText.noneListed}</p>
      ) : (
        <RadioField
          label={chosen === null ? restoreText.listed : restoreText.which}
          options={options}
          value={picked}
          errorMessage={problem}
          onChange={setPicked}
        />
      )}
      {options.length === 0 && problem !== undefined && <p className={css.problem}>{problem}</p>}
      <div>
        <Button icon={FolderOpen} onPress={() => void choose()}>
          {restoreText.choose}
        </Button>
      </div>
      <Problem error={choosing} />
      <RadioField
        label={restoreText.way}
        isInline
        options={(['passphrase', 'kit'] as const).map((id) => ({ id, name: restoreText.ways[id] }))}
        value={secret.kind}
        onChange={secret.setKind}
      />
      {secret.kind === 'passphrase' ? (
        <PassphraseField label={restoreText.passphrase} value={secret.text} errorMessage={secret.problem} onChange={secret.type} />
      ) : (
        <TextField
          label={restoreText.kit}
          description={restoreText.kitNote}
          errorMessage={secret.problem}
          mono
          multiline
          rows={3}
          value={secret.text}
          onChange={secret.type}
          maxLength={1024}
          autoComplete="off"
        />
      )}
      <Problem error={error} />
      {isPending ? (
        <RestoreProgress />
      ) : (
        <div className={css.actions}>
          <Button variant="quiet" onPress={onBack}>
            {restoreText.back}
          </Button>
          <Button type="submit" variant="primary">
            {restoreText.look}
          </Button>
        </div>
      )}
    </form>
  )
}

const describe = (one: FoundBackup): string =>
  `${one.vaultReference} · ${backupText.holds(one.clients, one.accounts, one.cases)} · ${backupText.size(one.bytes)}`

/** Those in the data folder, and the file chosen by hand. */
function useBackups() {
  const client = useClient()
  const [listed, setListed] = useState<readonly FoundBackup[]>([])
  const [chosen, setChosen] = useState<FoundBackup | null>(null)
  const [picked, setPicked] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    let isCurrent = true
    client.restore.backups({}).then((found) => {
      if (!isCurrent) return
      setListed(found.slice(0, offeredAtMost))
      setPicked((before) => before ?? found[0]?.name ?? null)
    }, setError)
    return () => {
      isCurrent = false
    }
  }, [client])
  const choose = async (): Promise<void> => {
    setError(null)
    try {
      const file = await client.restore.choose({})
      if (file === null) return
      setChosen(file)
      setPicked(byHand)
    } catch (problem) {
      setError(problem)
    }
  }
  return { listed, chosen, picked, setPicked, choose, error }
}

/** Passphrase or kit being typed, with what is wrong with it. */
function useSecret() {
  const [kind, chooseKind] = useState<'passphrase' | 'kit'>('passphrase')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const type = (typed: string): void => {
    setText(typed)
    setProblem(undefined)
  }
  return {
    ...{ kind, text, problem, type },
    setKind(next: 'passphrase' | 'kit'): void {
      chooseKind(next)
      type('')
    },
    way: () => (kind === 'kit' ? { kit: text } : { passphrase: text }),
    /** Whether something was typed; says so if not. */
    isThere(): boolean {
      const isThere = text.trim() !== ''
      if (!isThere) setProblem(kind === 'kit' ? restoreText.kitMissing : restoreText.passphraseMissing)
      return isThere
    },
    /** Whether `error` is about what was typed, which is then said beside the field. */
    takes(error: unknown): boolean {
      if (!isApiError(error, 'vault.wrong-passphrase') && !isApiError(error, 'vault.wrong-kit')) return false
      const { title, body } = errorText(error)
      setProblem(`${title}. ${body}`)
      return true
    }
  }
}
