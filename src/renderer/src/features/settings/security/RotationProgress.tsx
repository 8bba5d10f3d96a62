import { useEffect, useState } from 'react'
import type { Events } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'
import { securityText } from '../../../text/security.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import css from './Security.module.css'

const words = securityText.rotation

/** How far the replacement of the keys is. It can be stopped until the new keys count. */
export function RotationProgress() {
  const client = useClient()
  const [progress, setProgress] = useState<Events['vault.rotating'] | null>(null)
  const [isStopping, setStopping] = useState(false)
  useEffect(() => client.on('vault.rotating', setProgress), [client])
  const stop = (): void => {
    setStopping(true)
    client.vault.cancelRotation({}).catch(showFailure)
  }
  const hasEnd = progress !== null && progress.total > 0
  return (
    <div className={css.form}>
      <ProgressBar
        label={isStopping ? words.stopping : words.phases[progress?.phase ?? 'copying']}
        {...(hasEnd ? { value: progress.done, max: progress.total } : {})}
      />
      <p className={css.muted}>{words.running}</p>
      <div>
        <Button onPress={stop} isDisabled={isStopping} autoFocus>
          {words.stop}
        </Button>
      </div>
    </div>
  )
}
