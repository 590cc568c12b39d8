// What this room offers to the console.
import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'

import { CallsAbove, CallsBeside } from './calls-for-me.tsx'

export { CallsForMe } from './calls-for-me.tsx'

export const slots: readonly SlotEntry[] = [
  { slot: 'board-column', id: 'paging.above', place: 'queue', order: 1, Column: CallsAbove },
  { slot: 'board-column', id: 'paging.beside', place: 'right', order: 5, Column: CallsBeside },
  {
    slot: 'case-tab',
    id: 'paging.calls',
    label: m.paging_strip(),
    order: 5,
    load: () => import('./calls-tab.tsx'),
  },
  {
    slot: 'settings-piece',
    id: 'paging.plan',
    section: 'escalation',
    order: 10,
    load: async () => {
      const { PlanPiece } = await import('./plan-piece.tsx')
      return { Piece: PlanPiece }
    },
  },
  ...(['wait-page', 'answer', 'answer-late'] as const).map(
    (key, at): SlotEntry => ({
      slot: 'next-step',
      id: `paging.${key}`,
      key,
      piece: 'paging.page',
      order: 5 + at,
      load: () => import('./page-step.tsx'),
    }),
  ),
]
