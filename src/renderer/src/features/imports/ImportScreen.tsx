import { FileInput } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { TransferTabs } from '../../app/TransferTabs.tsx'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './Imports.module.css'
import { PastImports } from './PastImports.tsx'

/** What can be brought in, and what was. `cards`: other kinds of import, each a Section of its own. */
export function ImportScreen({ cards }: { readonly cards?: ReactNode }) {
  const [, navigate] = useLocation()
  return (
    <>
      <PageHeader title={text.areas} subtitle={text.subtitle} />
      <TransferTabs />
      <div className={css.page}>
        <div className={css.cards}>
          <Section title={text.card.title}>
            <div className={css.card}>
              <p>{text.card.body}</p>
              <Button icon={FileInput} variant="primary" onPress={() => navigate('/import/clients')}>
                {text.card.action}
              </Button>
            </div>
          </Section>
          {cards}
        </div>
        <PastImports />
      </div>
    </>
  )
}
