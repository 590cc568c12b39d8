import type { Said } from './facts.ts'
import { hourOf, type Row } from './rows.ts'

/** A part of a document; `short`: its facts fit in two columns. */
export type Section = {
  readonly title: string
  readonly intro: string
  readonly short: boolean
  readonly rows: readonly Row[]
  readonly entries: readonly { readonly when: string; readonly by: string; readonly text: string }[]
}

/** A part with what is said of it; without facts, its title alone. */
export function section(title: string, over: Partial<Section>): Section {
  return { title, intro: '', short: false, rows: [], entries: [], ...over }
}

/** Words of people as they are printed. */
export function entriesOf(all: readonly Said[]): Section['entries'] {
  return all.map(({ at, by, text }) => ({ when: hourOf(at), by, text }))
}
