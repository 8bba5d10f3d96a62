import { FolderInput } from 'lucide-react'
import { useState } from 'react'
import { exportsText } from '../../text/exports.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './Exports.module.css'
import { ImportArchive } from './ImportArchive.tsx'

const text = exportsText.archive

/** An archive of Keydocket comes back into an empty firm. */
export function ArchiveCard() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={text.title}>
      <div className={css.part}>
        <p>{text.body}</p>
        <Button icon={FolderInput} onPress={() => setOpen(true)}>
          {text.action}
        </Button>
      </div>
      {isOpen && <ImportArchive onClose={() => setOpen(false)} />}
    </Section>
  )
}
