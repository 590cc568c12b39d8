// What this room offers to the console.
import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'
import { DutyColumn } from './duty-column.tsx'
import { DutyOnWall } from './duty-wall.tsx'
import { NobodyStrip } from './nobody-strip.tsx'

export { NoticesOfOthers } from './notices-of-others.tsx'

export const slots: readonly SlotEntry[] = [
  { slot: 'board-column', id: 'oncall.duty', place: 'right', order: 20, Column: DutyColumn },
  { slot: 'board-column', id: 'oncall.nobody', place: 'queue', order: 2, Column: NobodyStrip },
  { slot: 'board-column', id: 'oncall.wall', place: 'wall', order: 20, Column: DutyOnWall },
  {
    slot: 'route',
    id: 'oncall.rota',
    path: '/reperibilita',
    title: m.oncall_title(),
    load: () => import('./rota-screen.tsx'),
    nav: { label: m.oncall_title(), order: 25, icon: 'clock', keys: 'G R' },
    roles: ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist'],
  },
  {
    slot: 'route',
    id: 'oncall.month',
    path: '/reperibilita/mese',
    title: m.oncall_month_title(),
    load: () => import('./month-screen.tsx'),
    roles: ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist'],
  },
  {
    slot: 'route',
    id: 'oncall.own',
    path: '/reperibilita/miei-giorni',
    title: m.oncall_own_title(),
    load: () => import('./own-days-screen.tsx'),
    roles: ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist'],
  },
  {
    slot: 'route',
    id: 'oncall.devices',
    path: '/reperibilita/avvisi',
    title: m.oncall_device_title(),
    load: () => import('./devices-screen.tsx'),
    roles: ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist'],
  },
  {
    slot: 'route',
    id: 'oncall.staff',
    path: '/reperibilita/persone',
    title: m.oncall_staff_title(),
    load: () => import('./staff-screen.tsx'),
    roles: ['coordinator'],
  },
]
