import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'

/** What this room offers to the console. */
export const slots: readonly SlotEntry[] = [
  {
    slot: 'case-tab',
    id: 'documents.documents',
    label: m.documents_tab(),
    order: 70,
    load: () => import('./documents-tab.tsx'),
  },
  {
    slot: 'next-step',
    id: 'documents.issue',
    key: 'papers',
    order: 70,
    load: () => import('./issue-step.tsx'),
  },
]
