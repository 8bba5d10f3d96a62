import type { ImportField, ImportMapping, OpenedSheet } from '#contract'
import { dateOrders, importFields, importSources } from '#contract/vocabulary'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import css from './Imports.module.css'
import type { Opened } from './TableImportScreen.tsx'

export interface ColumnsStepProps {
  readonly opened: Opened
  readonly mapping: ImportMapping
  readonly isPending: boolean
  readonly onChange: (mapping: ImportMapping) => void
  readonly onNext: () => void
  readonly onOther: () => void
}

const leaveOut = 'leave-out'
const names: readonly ImportField[] = ['client-name', 'client-first-name', 'client-last-name']

/** What each column holds, as guessed, to be set right. */
export function ColumnsStep({ opened, mapping, isPending, onChange, onNext, onOther }: ColumnsStepProps) {
  const sheet = opened.sheets[mapping.sheet] as OpenedSheet
  const hasName = names.some((name) => mapping.fields.includes(name))
  return (
    <>
      <Section
        focusTitle
        title={text.columns.title}
        actions={<span className={css.muted}>{text.columns.rows(opened.file, sheet.rows)}</span>}
      >
        <div className={css.options}>
          {opened.sheets.length > 1 && (
            <SelectField
              label={text.columns.sheet}
              items={opened.sheets.map(({ name, rows }, at) => ({ id: String(at), name: text.columns.sheetName(name, rows) }))}
              selectedKey={String(mapping.sheet)}
              onSelectionChange={(key) => onChange((opened.sheets[Number(key)] as OpenedSheet).guess)}
            />
          )}
          <SelectField
            label={text.columns.source}
            description={text.columns.sourceNote}
            items={importSources.map((id) => ({ id, name: text.sources[id] }))}
            selectedKey={mapping.source}
            onSelectionChange={(source) => onChange({ ...mapping, source })}
          />
          {mapping.fields.some((field) => field?.endsWith('-on')) && (
            <SelectField
              label={text.columns.dates}
              items={dateOrders.map((id) => ({ id, name: text.dateOrders[id] }))}
              selectedKey={mapping.dateOrder}
              onSelectionChange={(dateOrder) => onChange({ ...mapping, dateOrder })}
            />
          )}
        </div>
        <p className={css.muted}>{text.columns.notesNote}</p>
        <table className={`${css.table} ${css.inner} ${css.columns}`} aria-label={text.columns.title}>
          <thead>
            <tr>
              <th scope="col">{text.columns.column}</th>
              <th scope="col">{text.columns.examples}</th>
              <th scope="col">{text.columns.holds}</th>
            </tr>
          </thead>
          <tbody>
            {sheet.columns.map(({ name, examples }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are told apart by their place, and none moves
              <tr key={at}>
                <th scope="row" className={css.file}>
                  {name}
                </th>
                <td className={css.examples}>{examples.join(' · ')}</td>
                <td className={css.holds}>
                  <SelectField
                    label={text.columns.holdsOf(name)}
                    isLabelHidden
                    items={[
                      { id: leaveOut, name: text.columns.leaveOut },
                      ...importFields.map((field) => ({ id: field, name: text.fields[field] }))
                    ]}
                    selectedKey={mapping.fields[at] ?? leaveOut}
                    onSelectionChange={(key) => onChange({ ...mapping, fields: withField(mapping.fields, at, key) })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      {!hasName && <Notice tone="warn">{text.columns.noName}</Notice>}
      <div className={css.actions}>
        <Button onPress={onOther}>{text.columns.other}</Button>
        <Button variant="primary" isDisabled={!hasName} isPending={isPending} onPress={onNext}>
          {text.columns.next}
        </Button>
      </div>
    </>
  )
}

/** Only the notes take several columns: a field chosen anew leaves the column that had it, which then goes into the notes. */
function withField(fields: ImportMapping['fields'], at: number, key: string): ImportMapping['fields'] {
  const chosen = importFields.find((field) => field === key) ?? null
  return fields.map((field, index) => {
    if (index === at) return chosen
    return field === chosen && chosen !== null && chosen !== 'client-notes' ? 'client-notes' : field
  })
}
