import { bytesIn, textOf } from './base64.ts'
import type { InstantSeal } from './instant-seal.ts'

/** A draft as it was last written on this machine. `at` is the server's time, ISO. */
export interface Draft {
  readonly id: string
  readonly at: string
  readonly value: unknown
}

/** What was last written in each window, sealed and put down in the very instant of the keystroke. */
export interface Tails {
  /** Puts it down and answers how to take it up again once it is kept elsewhere; a newer one is left. */
  put(draft: Draft): () => void
  /** The tails of all windows, each with how to take it up. */
  list(): readonly Tail[]
  /** Takes up this window's tail of a draft: another's may hold words that nobody else has. */
  drop(id: string): void
  /** Takes up all of them. */
  wipe(): void
}

/** A tail found on this machine. */
export interface Tail extends Draft {
  readonly drop: () => void
}

const PREFIX = 'approdo.coda'

/** The tails of `staffId` in `storage`. What another key sealed, or anybody changed, is taken up unread. */
export function openTails(seals: InstantSeal, staffId: string, storage: Storage): Tails {
  // Two windows may write the same draft: neither puts its tail over the other's.
  const here = crypto.randomUUID()
  const take = (name: string, sealed: string): void => {
    if (storage.getItem(name) === sealed) storage.removeItem(name)
  }
  const own = (id: string): string => [PREFIX, staffId, id, here].join(' ')
  const names = (): readonly string[] =>
    Object.keys(storage).filter((name) => name.startsWith(`${PREFIX} ${staffId} `))
  return {
    put({ id, at, value }) {
      const name = own(id)
      const plain = new TextEncoder().encode(JSON.stringify({ at, value }))
      const sealed = textOf(seals.seal(plain, about(staffId, id)))
      storage.setItem(name, sealed)
      return () => take(name, sealed)
    },
    list() {
      const tails: Tail[] = []
      for (const name of names()) {
        const sealed = storage.getItem(name) ?? ''
        const id = name.split(' ')[2] ?? ''
        const drop = (): void => take(name, sealed)
        const plain = openText(seals, sealed, about(staffId, id))
        if (plain === undefined) drop()
        else tails.push({ id, ...JSON.parse(plain), drop })
      }
      return tails
    },
    drop: (id) => storage.removeItem(own(id)),
    wipe: () => {
      for (const name of names()) storage.removeItem(name)
    },
  }
}

function openText(
  seals: InstantSeal,
  sealed: string,
  bound: Uint8Array<ArrayBuffer>,
): string | undefined {
  try {
    const plain = seals.open(bytesIn(sealed), bound)
    return plain && new TextDecoder().decode(plain)
  } catch {
    return undefined
  }
}

function about(staffId: string, id: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${staffId}/${id}`)
}
