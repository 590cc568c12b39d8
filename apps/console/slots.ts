import { m } from '#platform/i18n/texts.ts'
import { collectSlots, type SlotEntry, type Slots } from '#platform/web/slots.ts'

/** The board is laid out here, from the blocks of all rooms; a room that offers `/sala` itself takes its place. */
const board: SlotEntry = {
  slot: 'route',
  id: 'console.board',
  path: '/sala',
  title: m.web_board_title(),
  load: () => import('./sala.tsx'),
  nav: { label: m.web_board_title(), order: 10, icon: 'board', keys: 'G S' },
}

/** What every room offers to the console. Add a room's `slots` here. */
const offers: readonly (readonly SlotEntry[])[] = []

const isOffered = offers.flat().some((entry) => entry.slot === 'route' && entry.path === board.path)

/** All that the console lays out. */
export const slots: Slots = collectSlots(isOffered ? offers : [[board], ...offers])
