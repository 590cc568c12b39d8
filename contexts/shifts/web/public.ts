// What this room offers to the console.
import { m } from '#platform/i18n/texts.ts'
import type { SlotEntry } from '#platform/web/slots.ts'
import { EnvelopeBlock, EnvelopeStrip } from './envelope-strip.tsx'
import { StandingStrip } from './standing-strip.tsx'
import { AT_A_DESK } from './use-notes.ts'

export { StandingStrip } from './standing-strip.tsx'

export const slots: readonly SlotEntry[] = [
  { slot: 'board-column', id: 'shifts.standing', place: 'queue', order: 5, Column: StandingStrip },
  { slot: 'board-column', id: 'shifts.away', place: 'queue', order: 6, Column: EnvelopeStrip },
  { slot: 'board-column', id: 'shifts.envelope', place: 'right', order: 90, Column: EnvelopeBlock },
  {
    ...{ slot: 'route', id: 'shifts.envelope', path: '/turno/busta' },
    title: m.shifts_envelope(),
    roles: AT_A_DESK,
    load: () => import('./envelope-screen.tsx'),
  },
  {
    slot: 'route',
    id: 'shifts.notes',
    path: '/turno',
    title: m.shifts_title(),
    load: () => import('./notes-screen.tsx'),
    roles: ['operator', 'social-worker', 'coordinator', 'psychologist', 'crew'],
    nav: {
      ...{ label: m.shifts_title(), order: 27, icon: 'note', keys: 'G O' },
      words: ['consegna', 'turno', 'cambio', 'fine turno', 'chiavi', 'passaggio di turno'],
    },
  },
]
