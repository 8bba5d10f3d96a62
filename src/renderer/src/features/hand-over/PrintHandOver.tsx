import { useEffect, useRef, useState } from 'react'
import type { HandOverSheet } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { handOverText as text } from '../../text/hand-over.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { PrintedHandOver } from './PrintedHandOver.tsx'

export interface PrintHandOverProps {
  readonly client: { readonly id: string; readonly name: string }
  /** Must stay the same function while this is shown: another one would print again. */
  readonly onClose: () => void
}

/** Asks, has main write it down, and prints. */
export function PrintHandOver({ client: { id, name }, onClose }: PrintHandOverProps) {
  const client = useClient()
  const [sheet, setSheet] = useState<HandOverSheet | null>(null)
  const isPrinting = useRef(false)
  useEffect(() => {
    if (sheet === null) return
    window.addEventListener('afterprint', onClose, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', onClose)
  }, [sheet, onClose])
  if (sheet !== null) return <PrintedHandOver sheet={sheet} />
  return (
    <ConfirmDialog
      title={text.question(name)}
      body={text.questionBody}
      confirmLabel={text.confirm}
      onConfirm={async () => {
        try {
          const printed = await client.handOver.print({ clientId: id })
          isPrinting.current = true
          setSheet(printed)
        } catch (error) {
          showFailure(error)
          throw error
        }
      }}
      // The question closes itself once it is answered; the paper is still to come then.
      onClose={() => {
        if (!isPrinting.current) onClose()
      }}
    />
  )
}
