import { m } from '#platform/i18n/texts.ts'
import { collectSlots, type SlotEntry, type Slots } from '#platform/web/slots.ts'
import { Screen as Board } from './sala.tsx'
import { offers, slots } from './slots.ts'

const BOARD = '/sala'

/** The board is laid out here, from the blocks of all rooms; a room that offers `/sala` itself takes its place. */
const board: SlotEntry = {
  slot: 'route',
  id: 'console.board',
  path: BOARD,
  title: m.web_board_title(),
  load: () => Promise.resolve({ Screen: Board }),
  roles: ['operator', 'social-worker', 'coordinator', 'psychologist', 'lead-municipality'],
  nav: { label: m.web_board_title(), order: 10, icon: 'board', keys: 'G S' },
}

/** The page of one file: the panel of `interventions` with what other rooms show of it. */
const file: SlotEntry = {
  slot: 'route',
  id: 'console.file',
  path: '/interventi/$id',
  title: m.interventions_file_title(),
  load: () => import('./intervento.tsx'),
}

/** The page of a crew: its outings. */
const outings: SlotEntry = {
  slot: 'route',
  id: 'console.outings',
  path: '/uscite',
  title: m.console_outings_title(),
  load: () => import('./uscite.tsx'),
  roles: ['crew'],
  nav: { label: m.console_outings_title(), order: 10, icon: 'list', keys: 'G U' },
}

/** The page of a role whose rooms are not there yet. */
const beginning: SlotEntry = {
  slot: 'route',
  id: 'console.beginning',
  path: '/inizio',
  title: m.console_beginning_title(),
  load: () => import('./inizio.tsx'),
  roles: ['auditor', 'mediator'],
  nav: { label: m.console_beginning_title(), order: 10, icon: 'info', keys: 'G A' },
}

const own = [outings, beginning, file]
const isOffered = slots.of('route').some((route) => route.path === BOARD)

/** All that the console shows: what the rooms offer, the board, the page of a file and where other roles begin. */
export const pages: Slots = collectSlots([isOffered ? own : [board, ...own], ...offers])
