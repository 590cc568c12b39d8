// What this room offers to the console.
import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'
import { InChargeColumn, OpenColumn, QueueColumn } from './columns.tsx'
import { FocusColumn } from './file-panel.tsx'
import { openByNumber } from './find-file.ts'

export { FilePage } from './file-page.tsx'
export { Outings } from './outings.tsx'
export { useTakenOver } from './taken-over.ts'
export { useMayOpen } from './use-board.ts'
export { useWaitingFiles } from './waiting.ts'

export const slots: readonly SlotEntry[] = [
  {
    slot: 'board-column',
    id: 'interventions.queue',
    place: 'queue',
    order: 10,
    Column: QueueColumn,
  },
  { slot: 'board-column', id: 'interventions.open', place: 'open', order: 20, Column: OpenColumn },
  {
    slot: 'board-column',
    id: 'interventions.focus',
    place: 'focus',
    order: 10,
    Column: FocusColumn,
  },
  {
    slot: 'board-column',
    id: 'interventions.in-charge',
    place: 'right',
    order: 10,
    Column: InChargeColumn,
  },
  {
    slot: 'command',
    id: 'interventions.find',
    commands: (go) => [
      {
        id: 'interventions.find',
        title: m.interventions_find(),
        argument: m.interventions_find_argument(),
        group: m.interventions_group(),
        alone: /^\d{2}[-\s.]\d{4,9}$/u,
        words: ['caso', 'numero', 'trova', 'cerca', 'chiuso', 'fascicolo', 'intervento'],
        run: (number) => void openByNumber(number, go),
      },
    ],
  },
  {
    slot: 'case-tab',
    id: 'interventions.assessment',
    label: m.interventions_assessment_tab(),
    order: 30,
    load: () => import('./assessment-tab.tsx'),
  },
  {
    slot: 'case-tab',
    id: 'interventions.tasks',
    label: m.interventions_tasks_tab(),
    order: 40,
    load: () => import('./tasks-tab.tsx'),
  },
  {
    slot: 'route',
    id: 'interventions.wall',
    path: '/parete',
    title: m.interventions_wall(),
    isBare: true,
    roles: [
      'operator',
      'social-worker',
      'coordinator',
      'psychologist',
      'crew',
      'lead-municipality',
    ],
    load: () => import('./wall-screen.tsx'),
    nav: {
      ...{ label: m.interventions_wall(), order: 60, icon: 'screen', keys: 'G W' },
      words: ['parete', 'monitor', 'televisore', 'grande'],
    },
  },
]
