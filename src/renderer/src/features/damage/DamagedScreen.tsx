import { type ReactNode, useEffect, useState } from 'react'
import type { Output, VaultStatus } from '#contract'
import { useClient } from '../../api/context.tsx'
import { Problem } from '../../app/Problem.tsx'
import { damageText } from '../../text/damage.ts'
import { frameText } from '../../text/frame.ts'
import { Button } from '../../ui/Button.tsx'
import { CardPage } from '../../ui/CardPage.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import css from './Damage.module.css'
import { SalvageResult } from './SalvageResult.tsx'

export interface DamagedScreenProps {
  readonly status: VaultStatus
  readonly below?: string | undefined
  /** The vault is open, for reading or after a salvage, and the person wants to see it. */
  readonly onDone: (status: VaultStatus) => void
  readonly onLock: () => Promise<void>
  /** Leads to the backups; the keys are let go first. */
  readonly onRestore: () => Promise<void>
}

/** What can be done about a damaged database. The keys are held meanwhile, so nothing is typed again. */
export function DamagedScreen({ status, below, onDone, onLock, onRestore }: DamagedScreenProps) {
  const client = useClient()
  const [busy, setBusy] = useState<'reading' | 'salvage' | 'locking' | 'restore' | null>(null)
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const [salvaged, setSalvaged] = useState<Output<'vault.salvage'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => client.on('vault.salvaging', setProgress), [client])

  const run = async (what: NonNullable<typeof busy>, work: () => Promise<void>): Promise<void> => {
    setBusy(what)
    setError(null)
    try {
      await work()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(null)
      setProgress(null)
    }
  }
  const read = () => run('reading', async () => onDone(status.readOnly ? status : await client.vault.openForReading({})))
  const salvage = () => run('salvage', async () => setSalvaged(await client.vault.salvage({})))

  if (salvaged !== null) return <SalvageResult below={below} salvaged={salvaged} onDone={() => onDone(salvaged.status)} />
  return (
    <CardPage brand={frameText.product} title={damageText.title} lead={damageText.lead} below={below} width="wide" focusTitle>
      {busy === 'salvage' ? (
        <ProgressBar
          label={damageText.salvage.working}
          {...(progress === null || progress.total === 0 ? {} : { value: progress.done, max: progress.total })}
        />
      ) : (
        <div className={css.choices}>
          <Choice {...damageText.restore}>
            <Button isPending={busy === 'restore'} isDisabled={busy !== null} onPress={() => void run('restore', onRestore)}>
              {damageText.restore.action}
            </Button>
          </Choice>
          <Choice {...damageText.salvage}>
            <Button variant="primary" isDisabled={busy !== null} onPress={() => void salvage()}>
              {damageText.salvage.action}
            </Button>
          </Choice>
          <Choice {...damageText.read}>
            <div className={css.actions}>
              <Button isPending={busy === 'reading'} isDisabled={busy !== null} onPress={() => void read()}>
                {status.readOnly ? damageText.back : damageText.read.action}
              </Button>
              <Button variant="quiet" isPending={busy === 'locking'} isDisabled={busy !== null} onPress={() => void run('locking', onLock)}>
                {damageText.lock}
              </Button>
            </div>
          </Choice>
        </div>
      )}
      <Problem error={error} />
    </CardPage>
  )
}

function Choice({ title, body, children }: { readonly title: string; readonly body: string; readonly children?: ReactNode }) {
  return (
    <section className={css.choice}>
      <h2>{title}</h2>
      <p>{body}</p>
      {children}
    </section>
  )
}
