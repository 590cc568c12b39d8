import type { ComponentType } from 'react'
import type { Command } from './keyboard/registry.ts'

/** What a screen is given: the parts of its path and the query of its address, all text. */
export interface ScreenProps {
  readonly params: Readonly<Record<string, string>>
  readonly search: Readonly<Record<string, string>>
}

/** A page of the console. `load` keeps its code out of the first script. */
export interface RouteSlot {
  readonly slot: 'route'
  readonly id: string
  /** `/sala/nuova`, `/interventi/$id`: parts with `$` reach the screen in `params`. */
  readonly path: string
  readonly title: string
  readonly load: () => Promise<{ readonly Screen: ComponentType<ScreenProps> }>
  /** Present when the page has its own place in the navigation. */
  readonly nav?: {
    readonly label: string
    readonly order: number
    readonly icon: string
    readonly keys?: string
    /** Other words people use for it in the palette: `letto`, `dormire`. */
    readonly words?: readonly string[]
  }
  /** True for a page without the navigation beside it, as a screen on a wall: it shows its own way back. */
  readonly isBare?: boolean
  /** Roles that see it in the navigation; missing: everyone. The server judges in any case. */
  readonly roles?: readonly string[]
}

/** A tab of the case page. */
export interface CaseTabSlot {
  readonly slot: 'case-tab'
  readonly id: string
  readonly label: string
  readonly order: number
  readonly load: () => Promise<{ readonly Tab: ComponentType<{ readonly caseId: string }> }>
}

/**
 * A block of the board: the queue, the open files, the focus panel, the resources on the right. Those of the `wall` stand
 * on the screen on the wall, where visitors read along: numbers, never names.
 */
export interface BoardColumnSlot {
  readonly slot: 'board-column'
  readonly id: string
  readonly place: 'queue' | 'open' | 'focus' | 'right' | 'wall'
  readonly order: number
  readonly Column: ComponentType<{ readonly focusedId: string | undefined }>
}

/** A mark on each row of the board. */
export interface BoardBadgeSlot {
  readonly slot: 'board-badge'
  readonly id: string
  readonly order: number
  readonly Badge: ComponentType<{ readonly rowId: string }>
}

/** How one type of event reads in a timeline. */
export interface TimelineEntrySlot {
  readonly slot: 'timeline-entry'
  readonly id: string
  readonly eventType: string
  readonly Entry: ComponentType<{ readonly data: unknown }>
}

/**
 * How *Cosa faccio adesso?* draws one key of a file's next step: what to press, below the words of the key. Keys and
 * their words are those of the room of the files. Of several for one key, the lowest order is drawn.
 */
export interface NextStepSlot {
  readonly slot: 'next-step'
  readonly id: string
  readonly order: number
  readonly key: string
  /** Steps with one piece are drawn by one: what is open in it stays when one step follows another. Missing: its id. */
  readonly piece?: string
  readonly load: () => Promise<{
    readonly Step: ComponentType<{ readonly caseId: string; readonly stepKey?: string }>
  }>
}

/** Commands for keyboard, palette, menus and help, present on every page. */
export interface CommandSlot {
  readonly slot: 'command'
  readonly id: string
  readonly commands: (go: (address: string) => void) => readonly Command[]
}

/** How one kind of search result reads. */
export interface SearchResultSlot {
  readonly slot: 'search-result'
  readonly id: string
  readonly kind: string
  readonly Result: ComponentType<{ readonly data: unknown }>
}

/** What a piece beside a section of the settings is given: the section as it stands on the screen, saved or not. */
export interface SettingsPiece {
  readonly territoryId: string
  /** The section with what it names, as text crosses the wire: whoever reads it checks its form. */
  readonly draft: unknown
  readonly classes: readonly { readonly key: string; readonly name: string }[]
}

/** What a room adds to a section of a territory's settings, below its form. */
export interface SettingsPieceSlot {
  readonly slot: 'settings-piece'
  readonly id: string
  readonly order: number
  readonly section: string
  readonly load: () => Promise<{ readonly Piece: ComponentType<SettingsPiece> }>
}

/** Anything a room offers to the console. */
export type SlotEntry =
  | RouteSlot
  | CaseTabSlot
  | BoardColumnSlot
  | BoardBadgeSlot
  | TimelineEntrySlot
  | NextStepSlot
  | CommandSlot
  | SearchResultSlot
  | SettingsPieceSlot

/** All entries, by slot, in their order. */
export interface Slots {
  of<K extends SlotEntry['slot']>(slot: K): readonly Extract<SlotEntry, { slot: K }>[]
}

/** Puts together what the rooms offer; throws at start when two entries of a slot have one id or two routes one path. */
export function collectSlots(offers: readonly (readonly SlotEntry[])[]): Slots {
  const all = offers.flat()
  refuseTwice(all.map((entry) => `${entry.slot} ${entry.id}`))
  refuseTwice(all.flatMap((entry) => (entry.slot === 'route' ? [`path ${entry.path}`] : [])))
  const ordered = all.toSorted((a, b) => orderOf(a) - orderOf(b) || a.id.localeCompare(b.id))
  return {
    of: <K extends SlotEntry['slot']>(slot: K) =>
      ordered.filter((entry): entry is Extract<SlotEntry, { slot: K }> => entry.slot === slot),
  }
}

function orderOf(entry: SlotEntry): number {
  if (entry.slot === 'route') return entry.nav?.order ?? Number.MAX_SAFE_INTEGER
  return 'order' in entry ? entry.order : 0
}

function refuseTwice(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw new Error(`Offered twice: ${name}`)
    seen.add(name)
  }
}
