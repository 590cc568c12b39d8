import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'
import { BestView } from './contract-proposal.ts'
import type { SearchOrder } from './proposal-order.ts'
import { keepSearch, keepStopped } from './proposal-store.ts'

const BEAT_MS = 1000
/** A search that does not end by itself so long after its time is ended. */
const PATIENCE_SECONDS = 20

/** A search that a server has taken on. */
export type Taken = {
  readonly id: string
  readonly territoryId: TerritoryId
  readonly claim: string
  readonly order: SearchOrder
}

/** What a desk needs of its server. */
export type DeskNeeds = {
  /** Asked when there is something to write: the server is still being put together when its rooms are made. */
  readonly work: () => WorkTools
  readonly machine: () => Instant
}

/** Runs searches beside the server, each in a thread, and keeps what they find in their row. */
export type SearchDesk = {
  readonly begin: (taken: Taken) => void
  /** Ends all searches; what they have found stays, said to be interrupted. */
  readonly stop: () => Promise<void>
}

const Told = z.union([z.object({ best: BestView }), z.object({ isDone: z.literal(true) })])
type Ending = 'ready' | 'failed' | 'interrupted'

/** Opens the desk of a server. */
export function openSearchDesk(needs: DeskNeeds): SearchDesk {
  const running = new Set<Search>()
  return {
    begin(taken) {
      const search = openSearch(taken, needs, () => running.delete(search))
      running.add(search)
    },
    async stop() {
      await Promise.all([...running].map((search) => search.end('interrupted')))
    },
  }
}

type Search = { readonly end: (how: Ending) => Promise<void> }

function openSearch(taken: Taken, needs: DeskNeeds, ended: () => void): Search {
  const began = needs.machine()
  const worker = new Worker(new URL('./proposal-worker.ts', import.meta.url), {
    workerData: taken.order,
  })
  // A server that stops does not wait for a rota.
  worker.unref()
  let best: BestView | undefined
  let isOver = false
  let beating: Promise<unknown> = Promise.resolve()

  const keep = async (state: 'running' | Ending): Promise<boolean> =>
    await inTransaction(needs.work(), scopeOf(taken.territoryId, needs.machine()), (tx) =>
      keepSearch(tx, taken, { state, best, machine: needs.machine() }),
    )
  const keepLast = async (): Promise<void> => {
    const last = best
    if (last === undefined) return
    await inTransaction(needs.work(), scopeOf(taken.territoryId, needs.machine()), (tx) =>
      keepStopped(tx, taken, last),
    )
  }
  const over = (): void => {
    isOver = true
    clearInterval(beat)
    void worker.terminate()
    ended()
  }
  const end = async (how: Ending): Promise<void> => {
    if (isOver) return
    over()
    await beating
    // Where the database cannot be reached the lease runs out, and the row says the same.
    await keep(how).catch(() => undefined)
  }
  const onBeat = async (): Promise<void> => {
    const spent = needs.machine().since(began).total('seconds')
    if (spent > taken.order.seconds + PATIENCE_SECONDS) await end(best ? 'ready' : 'failed')
    else if (!(await keep('running')) && !isOver) {
      over()
      await keepLast()
    }
  }
  let isBeating = false
  const beat = setInterval(() => {
    if (isBeating || isOver) return
    isBeating = true
    beating = onBeat()
      .catch(() => undefined)
      .finally(() => {
        isBeating = false
      })
  }, BEAT_MS)
  beat.unref()
  worker.on('message', (message: unknown) => {
    const told = Told.parse(message)
    if ('best' in told) best = told.best
    else void end('ready')
  })
  worker.on('error', () => void end('failed'))
  worker.on('exit', () => void end('failed'))
  return { end }
}

function scopeOf(territoryId: TerritoryId, now: Instant) {
  const actor = { kind: 'system', name: 'system:rota' } as const
  return { actor, now, read: [territoryId], write: territoryId }
}
