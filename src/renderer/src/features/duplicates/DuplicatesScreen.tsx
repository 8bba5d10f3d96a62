import { CircleCheck } from 'lucide-react'
import { useStore } from 'zustand'
import type { DuplicateGroup, DuplicateKind } from '#contract'
import { duplicateKinds } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { useChange } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { SaveListButton } from '../../app/SaveListButton.tsx'
import { duplicatesText as text } from '../../text/duplicates.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import css from './Duplicates.module.css'

/** Records that may be one and the same, by what they have in common. */
export function DuplicatesScreen() {
  const { duplicates } = useStores()
  useView(duplicates)
  const { kind, found, error } = useStore(duplicates)
  return (
    <>
      <PageHeader
        back={{ href: '#/clients', label: text.back }}
        title={text.title}
        subtitle={text.subtitle}
        actions={<SaveListButton list={{ name: 'duplicates', filter: { kind } }} />}
      />
      <div className={css.page}>
        <Problem error={error} />
        {found === null ? (
          error === null && <Spinner label={text.loading} />
        ) : (
          <Tabs
            label={text.tabs}
            selectedKey={kind}
            onSelectionChange={(next) => void duplicates.setKind(next)}
            items={duplicateKinds.map((id) => ({
              id,
              name: text.tab(text.kinds[id], found.counts[id]),
              content: <Groups kind={id} groups={found.rows} total={found.total} />
            }))}
          />
        )}
      </div>
    </>
  )
}

interface GroupsProps {
  readonly kind: DuplicateKind
  readonly groups: readonly DuplicateGroup[]
  readonly total: number
}

function Groups({ kind, groups, total }: GroupsProps) {
  const { duplicates } = useStores()
  const [isPending, run] = useChange()
  if (total === 0) return <EmptyState icon={CircleCheck} title={text.emptyTitle} body={text.meaning[kind]} />
  return (
    <div className={css.groups}>
      <p className={css.muted}>{text.meaning[kind]}</p>
      {groups.map((group) => (
        <Group key={`${group.value} ${group.records[0]?.id}`} kind={kind} group={group} />
      ))}
      {groups.length < total && (
        <div>
          <Button isPending={isPending} onPress={() => run(() => duplicates.loadMore())}>
            {text.more}
          </Button>
        </div>
      )}
    </div>
  )
}

const placeOf: Record<DuplicateKind, string> = {
  'case-number': '#/cases/',
  'a-number': '#/clients/',
  email: '#/clients/',
  name: '#/clients/',
  'account-number': '#/accounts/'
}

function Group({ kind, group }: { readonly kind: DuplicateKind; readonly group: DuplicateGroup }) {
  const hidden = group.count - group.records.length
  // Names are compared by their words in alphabetical order, which nobody reads as a name.
  const value = kind === 'name' ? (group.records[0]?.clientName ?? group.value) : group.value
  return (
    <section className={css.group} aria-label={value}>
      <h2 className={css.value}>
        <span className={kind === 'name' || kind === 'email' ? undefined : css.mono}>{value}</span>
        <span className={css.count}>{text.records(group.count)}</span>
      </h2>
      <ul className={css.records}>
        {group.records.map((record) => (
          <li key={record.id} className={css.record}>
            <Link href={`${placeOf[kind]}${record.id}`}>{record.clientName ?? text.firmsOwn}</Link>
            <span className={css.muted}>{record.detail}</span>
          </li>
        ))}
        {hidden > 0 && <li className={css.muted}>{text.further(hidden)}</li>}
      </ul>
    </section>
  )
}
