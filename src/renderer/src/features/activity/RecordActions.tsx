import { Printer, Save } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useClient, useStores } from '../../api/context.tsx'
import { useChange } from '../../app/change.ts'
import { recordText } from '../../text/record.ts'
import { Button } from '../../ui/Button.tsx'
import { PrintedRecord, type PrintedRecordProps } from './PrintedRecord.tsx'
import { CheckButton } from './RecordPanel.tsx'
import { SaveRecordForm } from './SaveRecordForm.tsx'

/** Rows that go on paper at most; more belong into a file. */
const mostPrinted = 2_000

/** Check, print, save. */
export function RecordActions({ client }: { readonly client: { readonly id: string; readonly name: string } | null }) {
  const { record } = useStores()
  const calls = useClient()
  const hasHead = useStore(record, ({ state }) => state?.head != null)
  const [isSaving, setSaving] = useState(false)
  const [sheet, setSheet] = useState<PrintedRecordProps | null>(null)
  const [isPending, run] = useChange()
  useEffect(() => {
    if (sheet === null) return
    window.print()
    setSheet(null)
  }, [sheet])

  const print = async (): Promise<void> => {
    const rows: PrintedRecordProps['rows'][number][] = []
    let more = true
    while (more && rows.length < mostPrinted) {
      const page = await calls.audit.list({ clientId: client?.id ?? null, before: rows.at(-1)?.seq ?? null, limit: 500 })
      rows.push(...page.rows)
      more = page.more
    }
    const state = await calls.audit.state({})
    setSheet({ clientName: client?.name ?? null, rows, isAll: !more, state, at: Date.now() })
  }

  return (
    <>
      <Button icon={Printer} variant="quiet" isPending={isPending} onPress={() => run(print)}>
        {recordText.print}
      </Button>
      <Button icon={Save} isDisabled={!hasHead} onPress={() => setSaving(true)}>
        {recordText.save}
      </Button>
      <CheckButton />
      {isSaving && <SaveRecordForm client={client} onClose={() => setSaving(false)} />}
      {sheet !== null && <PrintedRecord {...sheet} />}
    </>
  )
}
