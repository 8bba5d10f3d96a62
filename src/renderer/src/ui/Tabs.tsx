import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import css from './Tabs.module.css'

export interface TabItem<K extends string = string> {
  readonly id: K
  readonly name: string
  readonly content: ReactNode
}

export interface TabsProps<K extends string> {
  readonly label: string
  readonly items: readonly TabItem<K>[]
  readonly selectedKey?: K
  readonly onSelectionChange?: (key: K) => void
}

/** Views of one thing, one shown at a time. Panels not shown are not mounted. */
export function Tabs<K extends string>({ label, items, selectedKey, onSelectionChange }: TabsProps<K>) {
  return (
    <AriaTabs
      className={css.tabs}
      {...(selectedKey === undefined ? {} : { selectedKey })}
      {...(onSelectionChange === undefined ? {} : { onSelectionChange: (key) => onSelectionChange(key as K) })}
    >
      <TabList aria-label={label} className={css.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={css.tab}>
            {item.name}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={css.panel}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
