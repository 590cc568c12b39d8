// What this room offers to the console.
import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'

export const slots: readonly SlotEntry[] = [
  {
    slot: 'case-tab',
    id: 'people.people',
    label: m.people_tab(),
    order: 20,
    load: () => import('./people-tab.tsx'),
  },
]
