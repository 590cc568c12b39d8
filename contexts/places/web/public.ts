// What this room offers to the console.
import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'
import { RatifyColumn } from './ratify-column.tsx'
import { KEEPERS, RATIFIER_ROLES } from './readings.ts'
import { TonightColumn } from './tonight-column.tsx'
import { TonightOnWall } from './tonight-wall.tsx'

export const slots: readonly SlotEntry[] = [
  {
    slot: 'case-tab',
    id: 'places.tab',
    label: m.places_tab(),
    order: 40,
    load: () => import('./places-tab.tsx'),
  },
  ...(
    [
      'place',
      'place-lapsed',
      'place-confirm',
      'place-arrival',
      'place-arrival-late',
      'place-stay',
      'place-elsewhere',
    ] as const
  ).map(
    (key, at): SlotEntry => ({
      slot: 'next-step',
      id: `places.${key}`,
      key,
      order: 40 + at,
      load: () => import('./place-step.tsx'),
    }),
  ),
  {
    slot: 'route',
    id: 'places.tonight',
    path: '/posti',
    title: m.places_tonight_title(),
    load: () => import('./tonight-screen.tsx'),
    nav: {
      ...{ label: m.places_tonight_title(), order: 30, icon: 'bed', keys: 'G P' },
      words: ['letto', 'letti', 'posto', 'dormire', 'dormitorio', 'libero', 'struttura'],
    },
    roles: KEEPERS,
  },
  {
    slot: 'route',
    id: 'places.own',
    path: '/struttura',
    title: m.places_own_title(),
    load: () => import('./own-screen.tsx'),
    nav: { label: m.places_own_title(), order: 31, icon: 'bed', keys: 'G E' },
    roles: ['facility'],
  },
  {
    slot: 'board-column',
    id: 'places.tonight',
    place: 'right',
    order: 30,
    Column: TonightColumn,
  },
  {
    slot: 'board-column',
    id: 'places.wall',
    place: 'wall',
    order: 30,
    Column: TonightOnWall,
  },
  {
    slot: 'route',
    id: 'places.ratify',
    path: '/ratifiche',
    title: m.places_ratify_title(),
    load: () => import('./ratify-screen.tsx'),
    nav: { label: m.places_ratify_title(), order: 41, icon: 'bed', keys: 'G F' },
    roles: RATIFIER_ROLES,
  },
  {
    slot: 'board-column',
    id: 'places.ratify',
    place: 'right',
    order: 25,
    Column: RatifyColumn,
  },
]
