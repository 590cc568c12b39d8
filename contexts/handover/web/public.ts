import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'

/** What this room offers to the console. */
export const slots: readonly SlotEntry[] = [
  {
    slot: 'case-tab',
    id: 'handover.handover',
    label: m.handover_tab(),
    order: 80,
    load: () => import('./handover-tab.tsx'),
  },
  {
    slot: 'next-step',
    id: 'handover.send',
    key: 'handover',
    order: 80,
    load: () => import('./send-step.tsx'),
  },
  {
    slot: 'next-step',
    id: 'handover.wait',
    key: 'handover-wait',
    order: 81,
    load: () => import('./wait-step.tsx'),
  },
  {
    slot: 'next-step',
    id: 'handover.call',
    key: 'handover-call',
    order: 82,
    load: () => import('./wait-step.tsx'),
  },
  {
    slot: 'route',
    id: 'handover.outbox',
    path: '/passaggi',
    title: m.handover_outbox(),
    load: () => import('./outbox-screen.tsx'),
    nav: { label: m.handover_outbox(), order: 40, icon: 'list', keys: 'G V' },
    roles: ['operator', 'social-worker', 'coordinator', 'lead-municipality', 'competent-service'],
  },
  {
    slot: 'route',
    id: 'handover.received',
    path: '/passaggi/$id',
    title: m.handover_outbox(),
    load: () => import('./received-screen.tsx'),
    roles: ['competent-service'],
  },
]
