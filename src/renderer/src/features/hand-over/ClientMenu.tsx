import { FileText, Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { destructionText } from '../../text/destruction.ts'
import { handOverText } from '../../text/hand-over.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { DestroyForm } from './DestroyForm.tsx'
import { PrintHandOver } from './PrintHandOver.tsx'

/** What ends the work for a client: the sheet for whoever takes over, and the destruction of its records. */
export function ClientMenu({ client }: { readonly client: { readonly id: string; readonly name: string } }) {
  const [opened, setOpened] = useState<'sheet' | 'destroy' | null>(null)
  const close = useCallback(() => setOpened(null), [])
  return (
    <>
      <MenuButton
        label={handOverText.menu(client.name)}
        items={[
          { id: 'sheet', name: handOverText.action, icon: FileText, onAction: () => setOpened('sheet') },
          { id: 'destroy', name: destructionText.action, icon: Trash2, danger: true, onAction: () => setOpened('destroy') }
        ]}
      />
      {opened === 'sheet' && <PrintHandOver client={client} onClose={close} />}
      {opened === 'destroy' && <DestroyForm client={client} onClose={close} />}
    </>
  )
}
