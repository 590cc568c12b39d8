/** A form over something that colleagues may change meanwhile. */
export type Merging<T extends Readonly<Record<string, unknown>>> = {
  /** What the server had when the form was last brought up to date, and its version: what is sent names it. */
  readonly base: T
  readonly version: number
  readonly mine: T
  /** Fields that both changed, with what the other wrote: nothing is sent before somebody has chosen. */
  readonly clashes: ReadonlyMap<keyof T & string, unknown>
  /** Fields that only the other changed: they stand in the form. */
  readonly taken: readonly (keyof T & string)[]
}

/** A form as it is opened. */
export function begin<T extends Readonly<Record<string, unknown>>>(
  base: T,
  version: number,
): Merging<T> {
  return { base, version, mine: base, clashes: new Map(), taken: [] }
}

/**
 * Brings a form up to date with what was saved meanwhile, field by field: what one of the two changed stays as they wrote
 * it, and what both changed differently is asked. Nobody's words are lost by who saves last.
 */
export function rebase<T extends Readonly<Record<string, unknown>>>(
  held: Merging<T>,
  theirs: T,
  version: number,
): Merging<T> {
  if (version === held.version) return held
  const mine = { ...held.mine }
  const clashes = new Map(held.clashes)
  const taken = new Set<keyof T & string>(held.taken)
  for (const field of fieldsOf(theirs)) {
    if (isSame(theirs[field], held.base[field])) continue
    if (isSame(held.mine[field], held.base[field])) {
      mine[field] = theirs[field]
      taken.add(field)
    }
    if (isSame(mine[field], theirs[field])) clashes.delete(field)
    else clashes.set(field, theirs[field])
  }
  return { base: theirs, version, mine, clashes, taken: [...taken] }
}

/** What was being written over `base`, taken up again over what is saved by now: what changed in between is asked. */
export function resume<T extends Readonly<Record<string, unknown>>>(
  kept: Pick<Merging<T>, 'base' | 'version' | 'mine'>,
  theirs: T,
  version: number,
): Merging<T> {
  return rebase({ ...begin(kept.base, kept.version), mine: kept.mine }, theirs, version)
}

/** Somebody has looked at both: one's own words stay, or the other's take their place. */
export function settle<T extends Readonly<Record<string, unknown>>>(
  held: Merging<T>,
  field: keyof T & string,
  keep: 'mine' | 'theirs',
): Merging<T> {
  const clashes = new Map(held.clashes)
  const theirs = clashes.get(field)
  clashes.delete(field)
  const mine = keep === 'mine' ? held.mine : { ...held.mine, [field]: theirs }
  return { ...held, mine, clashes }
}

/** The fields that both changed. */
export function clashing<T extends Readonly<Record<string, unknown>>>(
  held: Merging<T>,
): readonly (keyof T & string)[] {
  return [...held.clashes.keys()]
}

function fieldsOf<T extends object>(fields: T): (keyof T & string)[] {
  return Object.keys(fields) as (keyof T & string)[]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
