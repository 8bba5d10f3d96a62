import { Users, X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { auditGroups } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { activityText, auditGroupTexts } from '../../text/activity.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import css from './Activity.module.css'
import { ChooseClient } from './ChooseClient.tsx'

const text = activityText.filters
const all = 'all'

/** Who, what, when, whose. */
export function ActivityFilters() {
  const { activity, members } = useStores()
  useView(members)
  const filter = useStore(activity, (state) => state.filter)
  const people = useStore(members, (state) => state.value) ?? []
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      <SelectField
        label={text.person}
        isLabelHidden
        items={[{ id: all, name: text.everybody }, ...people.map(({ id, name }) => ({ id, name }))]}
        selectedKey={filter.actorId ?? all}
        onSelectionChange={(key) => void activity.setFilter({ actorId: key === all ? null : key })}
      />
      <SelectField
        label={text.group}
        isLabelHidden
        items={[{ id: all, name: text.everything }, ...auditGroups.map((id) => ({ id, name: auditGroupTexts[id] }))]}
        selectedKey={filter.group ?? all}
        onSelectionChange={(key) => void activity.setFilter({ group: auditGroups.find((group) => group === key) ?? null })}
      />
      <span className={css.date}>
        <DateField label={text.from} value={filter.from ?? ''} onChange={(from) => void activity.setFilter({ from: from || null })} />
      </span>
      <span className={css.date}>
        <DateField label={text.to} value={filter.to ?? ''} onChange={(to) => void activity.setFilter({ to: to || null })} />
      </span>
      {filter.client === null && filter.account === null && (
        <Button icon={Users} onPress={() => setChoosing(true)}>
          {text.client}
        </Button>
      )}
      {filter.client && <Only name={filter.client.name} onClear={() => void activity.setFilter({ client: null })} />}
      {filter.account && <Only name={filter.account.name} onClear={() => void activity.setFilter({ account: null })} />}
      {isChoosing && (
        <ChooseClient
          onChoose={(client) => {
            setChoosing(false)
            void activity.setFilter({ client })
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}

function Only({ name, onClear }: { readonly name: string; readonly onClear: () => void }) {
  return (
    <Button icon={X} aria-label={text.all(name)} onPress={onClear}>
      {text.only(name)}
    </Button>
  )
}
