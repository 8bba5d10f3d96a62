import { Download } from 'lucide-react'
import type { SavedList } from '#contract'
import { useClient } from '../api/context.tsx'
import { listText } from '../text/lists.ts'
import { Button } from '../ui/Button.tsx'
import { showToast } from '../ui/Toast.tsx'
import { useChange } from './change.ts'

/** Saves the whole list under its filter as CSV, where the person chooses. */
export function SaveListButton({ list, isDisabled = false }: { readonly list: SavedList; readonly isDisabled?: boolean }) {
  const client = useClient()
  const [isPending, run] = useChange()
  const save = async (): Promise<void> => {
    const { saved, rows } = await client.lists.save({ list })
    if (saved) showToast({ tone: 'good', text: listText.saved(rows) })
  }
  return (
    <Button icon={Download} isPending={isPending} isDisabled={isDisabled} onPress={() => run(save)}>
      {listText.save}
    </Button>
  )
}
