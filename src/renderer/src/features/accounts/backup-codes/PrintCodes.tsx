import { useEffect, useRef, useState } from 'react'
import type { Account, PrintedSheet } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'
import { accountName } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { PrintedCodes } from './PrintedCodes.tsx'

const text = backupCodesText.print

export interface PrintCodesProps {
  readonly account: Account
  readonly unused: number
  /** Must stay the same function while this is shown: another one would print again. */
  readonly onClose: () => void
}

/** Asks, has main write it down, and prints. The codes are in this window only while the print dialog is open. */
export function PrintCodes({ account, unused, onClose }: PrintCodesProps) {
  const client = useClient()
  const [sheet, setSheet] = useState<PrintedSheet | null>(null)
  const isPrinting = useRef(false)
  useEffect(() => {
    if (sheet === null) return
    window.addEventListener('afterprint', onClose, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', onClose)
  }, [sheet, onClose])
  if (sheet !== null) return <PrintedCodes sheet={sheet} />
  return (
    <ConfirmDialog
      title={text.title}
      body={text.body(accountName(account), unused)}
      confirmLabel={text.confirm}
      onConfirm={async () => {
        try {
          const printed = await client.backupCodes.print({ accountId: account.id })
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
