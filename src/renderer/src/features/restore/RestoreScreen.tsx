import { useState } from 'react'
import type { InspectedBackup, Output } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { backupText, restoreText } from '../../text/backup.ts'
import { formatInstant } from '../../text/dates.ts'
import { frameText } from '../../text/frame.ts'
import { Button } from '../../ui/Button.tsx'
import { CardPage } from '../../ui/CardPage.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ChooseBackup } from './ChooseBackup.tsx'
import css from './Restore.module.css'
import { RestoreProgress } from './RestoreProgress.tsx'

interface RestoreScreenProps {
  readonly below?: string | undefined
  /** To the screen before; also once a backup was restored, which is unlocked there. */
  readonly onBack: () => void
}

/** While the vault is locked, or there is none yet: choose a backup, see what it holds, restore it. */
export function RestoreScreen({ below, onBack }: RestoreScreenProps) {
  const client = useClient()
  const [found, setFound] = useState<InspectedBackup | null>(null)
  const [done, setDone] = useState<Output<'restore.run'> | null>(null)
  const forget = (): void => {
    client.restore.cancel({}).catch(showFailure)
    setFound(null)
  }
  const leave = (): void => {
    forget()
    onBack()
  }
  const card = { brand: frameText.product, below, width: 'wide' } as const
  if (done !== null) {
    return (
      <CardPage {...card} title={restoreText.doneTitle} lead={restoreText.done} focusTitle>
        <div className={css.form}>
          {done.aside !== null && <p>{restoreText.aside(done.aside)}</p>}
          <p>{done.keychainSlot ? restoreText.keychain : restoreText.noKeychain}</p>
          <div className={css.end}>
            <Button variant="primary" onPress={onBack} autoFocus>
              {restoreText.toUnlock}
            </Button>
          </div>
        </div>
      </CardPage>
    )
  }
  if (found !== null) {
    return (
      <CardPage {...card} title={restoreText.holdsTitle} lead={restoreText.holdsLead} focusTitle>
        <Holds found={found} onBack={forget} onRestored={setDone} />
      </CardPage>
    )
  }
  return (
    <CardPage {...card} title={restoreText.title} lead={restoreText.lead} focusTitle>
      <ChooseBackup onFound={setFound} onBack={leave} />
    </CardPage>
  )
}

interface HoldsProps {
  readonly found: InspectedBackup
  readonly onBack: () => void
  readonly onRestored: (done: Output<'restore.run'>) => void
}

function Holds({ found, onBack, onRestored }: HoldsProps) {
  const client = useClient()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const restore = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    try {
      onRestored(await client.restore.run({}))
    } catch (problem) {
      setError(problem)
    } finally {
      setRunning(false)
    }
  }
  const words = restoreText.facts
  const { lastWrite } = found
  return (
    <div className={css.form}>
      <FactList
        facts={[
          { term: words.made, value: formatInstant(found.at) },
          { term: words.members, value: found.members.join(', ') },
          { term: words.holds, value: backupText.holds(found.clients, found.accounts, found.cases) },
          { term: words.secrets, value: restoreText.secrets(found.secrets) },
          {
            term: words.last,
            value: lastWrite && restoreText.lastEntry(lastWrite.actor, lastWrite.device, formatInstant(lastWrite.at))
          },
          { term: words.record, value: found.headCode && <span className={css.mono}>{found.headCode}</span> },
          { term: words.vault, value: <span className={css.mono}>{found.vaultReference}</span> },
          { term: words.version, value: restoreText.version(found.appVersion) }
        ]}
      />
      <Notice tone={found.present === 'none' ? 'info' : 'warn'}>{restoreText.present[found.present]}</Notice>
      <Problem error={error} />
      {isRunning ? (
        <RestoreProgress note={restoreText.running} />
      ) : (
        <div className={css.actions}>
          <Button variant="quiet" onPress={onBack}>
            {restoreText.back}
          </Button>
          <Button variant="primary" onPress={() => void restore()}>
            {restoreText.restore}
          </Button>
        </div>
      )}
    </div>
  )
}
