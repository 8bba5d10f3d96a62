import { Download, QrCode } from 'lucide-react'
import { useState } from 'react'
import { TransferTabs } from '../../app/TransferTabs.tsx'
import { exportsText } from '../../text/exports.ts'
import { importsText } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { AuthenticatorsForm } from './AuthenticatorsForm.tsx'
import { EverythingForm } from './EverythingForm.tsx'
import css from './Exports.module.css'

const text = exportsText

/** Everything goes out. */
export function ExportScreen() {
  const [open, setOpen] = useState<'everything' | 'authenticators' | null>(null)
  const close = (): void => setOpen(null)
  const parts = [
    ['everything', text.everything, Download],
    ['authenticators', text.authenticators, QrCode]
  ] as const
  return (
    <>
      <PageHeader title={importsText.areas} subtitle={text.subtitle} />
      <TransferTabs />
      <div className={css.page}>
        {parts.map(([name, { title, body, action }, icon]) => (
          <Section key={name} title={title}>
            <div className={css.part}>
              <p>{body}</p>
              <Button icon={icon} onPress={() => setOpen(name)}>
                {action}
              </Button>
            </div>
          </Section>
        ))}
      </div>
      {open === 'everything' && <EverythingForm onClose={close} />}
      {open === 'authenticators' && <AuthenticatorsForm onClose={close} />}
    </>
  )
}
