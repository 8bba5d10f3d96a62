import { useEffect, useState } from 'react'
import type { Events } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import css from './Imports.module.css'

/** How far an import or an undoing is. Cancelled, nothing of it stays. */
export function ImportProgress({ label }: { readonly label: string }) {
  const client = useClient()
  const [progress, setProgress] = useState<Events['imports.progress'] | null>(null)
  useEffect(() => client.on('imports.progress', setProgress), [client])
  const hasEnd = progress !== null && progress.total > 0
  return (
    <div className={css.progress}>
      <ProgressBar label={label} {...(hasEnd ? { value: progress.done, max: progress.total } : {})} />
      <Button size="small" onPress={() => void client.imports.cancel({}).catch(showFailure)}>
        {text.cancel}
      </Button>
    </div>
  )
}
