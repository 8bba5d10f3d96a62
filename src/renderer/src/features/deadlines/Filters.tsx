import { useStore } from 'zustand'
import { deadlineKinds, deadlineSpans, deadlineViews } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { deadlineKindNames, deadlinesText } from '../../text/deadlines.ts'
import { SelectField } from '../../ui/SelectField.tsx'

const text = deadlinesText
const everybody = 'everybody'

const spans = deadlineSpans.toSorted((a, b) => Number(b === 'all') - Number(a === 'all')).map((id) => ({ id, name: text.span.items[id] }))
const views = deadlineViews.map((id) => ({ id, name: text.view.items[id] }))
const kinds = [
  { id: 'every' as const, name: text.kinds.every },
  ...deadlineKinds.map((id) => ({ id, name: `${deadlineKindNames[id]}s` })),
  { id: 'documents' as const, name: text.kinds.documents }
]

/** Whose, which kind, until when, open or closed. */
export function Filters() {
  const { deadlines, members } = useStores()
  useView(members)
  const filter = useStore(deadlines, (state) => state.filter)
  const all = useStore(members, (state) => state.value) ?? []
  const owners = [
    { id: everybody, name: text.whose.everybody },
    ...all.map(({ id, name, leftOn, isActing }) => ({
      id,
      name: isActing ? text.whose.mine : leftOn === null ? name : text.ownerLeft(name)
    }))
  ]
  return (
    <>
      <SelectField
        label={text.whose.label}
        isLabelHidden
        items={owners}
        selectedKey={filter.ownerId ?? everybody}
        onSelectionChange={(key) => void deadlines.setFilter({ ownerId: key === everybody ? null : key })}
      />
      <SelectField
        label={text.kinds.label}
        isLabelHidden
        items={kinds}
        selectedKey={filter.documentsOnly ? 'documents' : (filter.kinds[0] ?? 'every')}
        onSelectionChange={(key) =>
          void deadlines.setFilter({ documentsOnly: key === 'documents', kinds: key === 'documents' || key === 'every' ? [] : [key] })
        }
      />
      <SelectField
        label={text.span.label}
        isLabelHidden
        items={spans}
        selectedKey={filter.span}
        onSelectionChange={(span) => void deadlines.setFilter({ span })}
      />
      <SelectField
        label={text.view.label}
        isLabelHidden
        items={views}
        selectedKey={filter.view}
        onSelectionChange={(view) => void deadlines.setFilter({ view })}
      />
    </>
  )
}
