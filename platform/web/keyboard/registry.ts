/** One thing that can be done: the same entry feeds keys, palette, menus and help, so they cannot differ. */
export interface Command {
  readonly id: string
  readonly title: string
  /** Other words people use for it: `letto`, `dormire`. */
  readonly words?: readonly string[]
  /** `I`, `Ctrl+K`, `G S`, `Spazio`. */
  readonly keys?: string
  readonly group: string
  /** Present when the command takes words after its name: `assegna um2`. Says what they are. */
  readonly argument?: string
  /** What can only be its argument: typed without any name of a command, it is meant. */
  readonly alone?: RegExp
  /** Why it cannot be done now; undefined when it can. */
  readonly refused?: () => string | undefined
  /** Present only for keys: not offered in the palette (`J`, `K`). */
  readonly hidden?: boolean
  /** It leads to another page: letters that follow at once are the rest of a word, and press nothing there. */
  readonly leaves?: boolean
  readonly run: (argument: string) => void
}

/** The commands present on the page now. */
export interface Registry {
  /** Adds commands until the answer is called. The last added wins a key or an id. */
  add(commands: readonly Command[]): () => void
  list(): readonly Command[]
  /** The command of these keys, as `shown` says that a command's own are shown on this desk. */
  byKeys(keys: string, shown?: (keys: string) => string): Command | undefined
  subscribe(listener: () => void): () => void
}

/** Commands that take one another's press: the same keys, or keys that begin another's (`G` hides `G S`). */
export type Clash = { readonly keys: string; readonly ids: readonly [string, string] }

/** The clashes among commands that are present together. */
export function clashesOf(commands: readonly Command[]): readonly Clash[] {
  const bound = commands.flatMap(({ id, keys }) => (keys === undefined ? [] : [{ id, keys }]))
  return bound.flatMap((one, at) =>
    bound
      .slice(at + 1)
      .filter((other) => hides(one.keys, other.keys) || hides(other.keys, one.keys))
      .map((other): Clash => ({ keys: one.keys, ids: [one.id, other.id] })),
  )
}

function hides(keys: string, others: string): boolean {
  return keys === others || others.startsWith(`${keys} `)
}

/**
 * An empty registry. `clashed` hears each clash once, when it comes about: at work the last offered wins and a page
 * still stands, but it is a fault of the program and every journey in the browser fails by it.
 */
export function createRegistry(clashed: (clash: Clash) => void = () => undefined): Registry {
  const told = new Set<string>()
  const layers: (readonly Command[])[] = []
  const listeners = new Set<() => void>()
  let flat: readonly Command[] = []
  const changed = (): void => {
    flat = [...new Map(layers.flat().map((command) => [command.id, command])).values()]
    for (const clash of clashesOf(flat)) {
      const name = clash.ids.toSorted().join(' ')
      if (!told.has(name)) clashed(clash)
      told.add(name)
    }
    for (const listener of listeners) listener()
  }
  return {
    add(commands) {
      layers.push(commands)
      changed()
      return () => {
        layers.splice(layers.indexOf(commands), 1)
        changed()
      }
    },
    list: () => flat,
    byKeys: (keys, shown = (own) => own) =>
      flat.findLast((command) => command.keys !== undefined && shown(command.keys) === keys),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
