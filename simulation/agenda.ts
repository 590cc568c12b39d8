import { type Instant, notAfter } from '#platform/kernel/time.ts'

/** One thing that somebody will do. */
type Act = { readonly at: Instant; readonly serial: number; readonly run: () => Promise<void> }

/** What people have in mind, in the order of its hours; of one hour, in the order it came to mind. */
export type Agenda = {
  readonly add: (at: Instant, run: () => Promise<void>) => void
  readonly nextAt: () => Instant | undefined
  /** Does the next thing that is due at `now`; answers whether there was one. */
  readonly doNext: (now: Instant) => Promise<boolean>
}

/** Opens an empty agenda (a binary heap). */
export function openAgenda(): Agenda {
  const heap: Act[] = []
  let serial = 0
  return {
    add(at, run) {
      serial += 1
      heap.push({ at, serial, run })
      rise(heap)
    },
    nextAt: () => heap[0]?.at,
    async doNext(now) {
      const [first] = heap
      if (!first || !notAfter(first.at, now)) return false
      const last = heap.pop()
      if (last && heap.length > 0) sink(heap, last)
      await first.run()
      return true
    },
  }
}

function isBefore(a: Act, b: Act): boolean {
  const order = Temporal.Instant.compare(a.at, b.at)
  return order < 0 || (order === 0 && a.serial < b.serial)
}

function rise(heap: Act[]): void {
  let at = heap.length - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const [child, parent] = [heap[at], heap[above]]
    if (!child || !parent || !isBefore(child, parent)) return
    heap[at] = parent
    heap[above] = child
    at = above
  }
}

function sink(heap: Act[], act: Act): void {
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    if (!left) break
    const right = heap[2 * at + 2]
    const [child, below] = right && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1]
    if (!isBefore(child, act)) break
    heap[at] = child
    at = below
  }
  heap[at] = act
}
