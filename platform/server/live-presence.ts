import type { ServerResponse } from 'node:http'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { classOfSight, readSet } from './access-ports.ts'
import type { Tx } from './db.ts'
import { message, tell } from './live-messages.ts'
import {
  PresenceBook,
  type PresenceView,
  type Present,
  presenceFor,
  type Sign,
} from './presence.ts'
import type { ServeTools } from './serve.ts'
import { inTransaction } from './work.ts'

type Listener = { readonly actor: PersonActor; readonly reply: { readonly raw: ServerResponse } }
type Files = Readonly<Record<string, readonly Present[]>>

/** Presence on the live stream of one process: each telling is all that a board may know, so none can be missed. */
export class LivePresence {
  readonly #tools: ServeTools
  readonly #view: PresenceView | undefined
  readonly #book = new PresenceBook()
  #hasNews = false

  constructor(tools: ServeTools, view: PresenceView | undefined) {
    this.#tools = tools
    this.#view = view
  }

  /** A sign from any server; true when boards have to be told. */
  take(payload: string): boolean {
    if (!this.#book.take(payload, this.#machineMs()) || this.#hasNews) return false
    this.#hasNews = true
    return true
  }

  /** Forgets who fell silent; true when boards have to be told. */
  prune(): boolean {
    if (!this.#book.prune(this.#machineMs()) || this.#hasNews) return false
    this.#hasNews = true
    return true
  }

  /** Tells everybody what came together since the last telling. */
  async tellSoon(to: Iterable<Listener>): Promise<void> {
    this.#hasNews = false
    await this.tell([...to])
  }

  /** Reads once per class of sight, owners apart from their colleagues, and writes the same to each of its boards. */
  async tell(to: readonly Listener[]): Promise<void> {
    const view = this.#view
    if (view === undefined) return
    const signs = this.#book.all()
    const classes = Map.groupBy(to, ({ actor }) => classOfSight(actor))
    for (const members of classes.values()) await this.#tellClass(view, members, signs)
  }

  async #tellClass(view: PresenceView, members: readonly Listener[], signs: readonly Sign[]) {
    const first = members[0]
    if (first === undefined) return
    if (signs.length === 0) {
      say(members, {})
      return
    }
    const { actor } = first
    const scope = { actor, now: this.#tools.clock.now(), read: readSet(actor), write: null }
    await inTransaction(this.#tools, scope, async (tx) => {
      for (const group of await alike(tx, view, members, signs)) {
        const one = group[0]
        if (one) say(group, await presenceFor(tx, view, one.actor, signs))
      }
    })
  }

  #machineMs(): number {
    return this.#tools.clock.machine().epochMilliseconds
  }
}

async function alike(
  tx: Tx,
  view: PresenceView,
  members: readonly Listener[],
  signs: readonly Sign[],
): Promise<readonly (readonly Listener[])[]> {
  const ids = [...new Set(signs.map((one) => one.fileId))]
  const apart = new Set<StaffId>(await view.apart(tx, ids))
  const groups = Map.groupBy(members, ({ actor: { staffId } }) =>
    apart.has(staffId) ? staffId : undefined,
  )
  return [...groups.values()]
}

function say(to: readonly Listener[], files: Files): void {
  const text = message('presence', { files })
  for (const { reply } of to) tell(reply.raw, text)
}
