import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'

const PATH = '/amministrazione/persone'

/** What this room offers to the console: the administrator's screen of people and grants. */
export const slots: readonly SlotEntry[] = [
  {
    slot: 'route',
    id: 'access.people',
    path: PATH,
    title: m.access_people_title(),
    load: () => import('./people-screen.tsx'),
    nav: { label: m.access_people_title(), order: 90, icon: 'people', keys: 'G I' },
    roles: ['administrator'],
  },
]
