import { useEffect, useState } from 'react'
import type { ImportCounts, ImportMapping, Output } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { importsText as text } from '../../text/imports.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ChooseStep } from './ChooseStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import css from './Imports.module.css'
import { PreviewStep } from './PreviewStep.tsx'
import { ResultStep } from './ResultStep.tsx'

type Step =
  | { readonly name: 'choose' }
  | { readonly name: 'columns'; readonly opened: Opened; readonly mapping: ImportMapping }
  | { readonly name: 'preview'; readonly opened: Opened; readonly mapping: ImportMapping; readonly counts: ImportCounts }
  | { readonly name: 'result'; readonly counts: ImportCounts; readonly isNothing: boolean }

export interface Opened extends Output<'imports.open'> {
  readonly file: string
}

/** Brings in a table in four steps: file, columns, preview, result. What is open is forgotten when the screen is left. */
export function TableImportScreen() {
  const client = useClient()
  const [step, setStep] = useState<Step>({ name: 'choose' })
  const [problem, setProblem] = useState<unknown>(null)
  const [work, setWork] = useState<'reading' | 'looking' | 'importing' | null>(null)
  useEffect(
    () => () => {
      client.imports.cancel({}).catch(() => undefined)
      client.imports.close({}).catch(() => undefined)
    },
    [client]
  )
  const run = (name: NonNullable<typeof work>, task: () => Promise<void>): void => {
    setWork(name)
    setProblem(null)
    task()
      .catch((error: unknown) => {
        if (isApiError(error, 'imports.cancelled')) showToast({ text: text.cancelled })
        else setProblem(error)
      })
      .finally(() => setWork(null))
  }
  const open = (file: File): void =>
    run('reading', async () => {
      const opened = await client.imports.open({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
      const first = opened.sheets.reduce((most, sheet) => (sheet.rows > most.rows ? sheet : most))
      setStep({ name: 'columns', opened: { ...opened, file: file.name }, mapping: first.guess })
    })
  const preview = (opened: Opened, mapping: ImportMapping): void =>
    run('looking', async () => {
      const { counts } = await client.imports.preview(mapping)
      setStep({ name: 'preview', opened, mapping, counts })
    })
  const commit = (opened: Opened, mapping: ImportMapping): void =>
    run('importing', async () => {
      try {
        const { id, counts } = await client.imports.commit({})
        setStep({ name: 'result', counts, isNothing: id === null })
      } catch (error) {
        if (!isApiError(error, 'imports.changed-since')) throw error
        // What would happen now is another thing than what was shown.
        showFailure(error)
        const { counts } = await client.imports.preview(mapping)
        setStep({ name: 'preview', opened, mapping, counts })
      }
    })
  return (
    <>
      <PageHeader back={{ href: '#/import', label: text.areas }} title={text.choose.title} />
      <div className={css.page}>
        <Problem error={problem} />
        {step.name === 'choose' && <ChooseStep isReading={work === 'reading'} onFile={open} />}
        {step.name === 'columns' && (
          <ColumnsStep
            opened={step.opened}
            mapping={step.mapping}
            isPending={work === 'looking'}
            onChange={(mapping) => setStep({ ...step, mapping })}
            onNext={() => preview(step.opened, step.mapping)}
            onOther={() => setStep({ name: 'choose' })}
          />
        )}
        {step.name === 'preview' && work === 'importing' && <ImportProgress label={text.importing} />}
        {step.name === 'preview' && (
          <PreviewStep
            key={JSON.stringify(step.counts)}
            counts={step.counts}
            isBusy={work !== null}
            onImport={() => commit(step.opened, step.mapping)}
            onBack={() => setStep({ name: 'columns', opened: step.opened, mapping: step.mapping })}
          />
        )}
        {step.name === 'result' && (
          <ResultStep counts={step.counts} isNothing={step.isNothing} onAnother={() => setStep({ name: 'choose' })} />
        )}
      </div>
    </>
  )
}
