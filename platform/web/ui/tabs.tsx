import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'

/** One tab; `count` is shown beside its name. */
export interface TabItem {
  readonly id: string
  readonly label: string
  readonly count?: number
  readonly content: ReactNode
}

/** Brings the tab that was chosen from elsewhere under the eye, with the focus on it: its panel comes next. */
export function leadToChosenTab(): void {
  const tab = document.querySelector<HTMLElement>('.tabs [role="tab"][aria-selected="true"]')
  tab?.focus({ preventScroll: true })
  tab?.scrollIntoView({ block: 'center' })
}

/** Tabs. Keep `selected` in the address, so that a tab can be linked to. */
export function Tabs(props: {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}): ReactNode {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={props.selected}
      onSelectionChange={(key) => props.onSelect(String(key))}
      keyboardActivation="manual"
    >
      <TabList aria-label={props.label} className="tab-list">
        {props.items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.label}
            {item.count === undefined ? null : <span className="tab-count">{item.count}</span>}
          </Tab>
        ))}
      </TabList>
      {props.items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="tab-panel">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
