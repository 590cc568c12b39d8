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
  /** Why it cannot be done now; undefined when it can. */
  readonly refused?: () => string | undefined
  /** Present only for keys: not offered in the palette (`J`, `K`). */
  readonly hidden?: boolean
  readonly run: (argument: string) => void
}

/** The commands present on the page now. */
export interface Registry {
  /** Adds commands until the answer is called. The last added wins a key or an id. */
  add(commands: readonly Command[]): () => void
  list(): readonly Command[]
  byKeys(keys: string): Command | undefined
  subscribe(listener: () => void): () => void
}

/** An empty registry. */
export function createRegistry(): Registry {
  const layers: (readonly Command[])[] = []
  const listeners = new Set<() => void>()
  let flat: readonly Command[] = []
  const changed = (): void => {
    flat = [...new Map(layers.flat().map((command) => [command.id, command])).values()]
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
    byKeys: (keys) => flat.findLast((command) => command.keys === keys),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
