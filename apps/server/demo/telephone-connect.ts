import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import type { Behaviour, Call } from './telephone-words.ts'

/** An order to put two telephones in touch. */
export const ConnectOrder = z.object({
  key: z.uuid(),
  kind: z.literal('connect'),
  from: z.string(),
  to: z.string(),
  show: z.string(),
  until: z.iso.datetime(),
  /** The call that it is the third telephone of. */
  joins: z.uuid().optional(),
})

type Order = z.output<typeof ConnectOrder>
/** One of the two telephones of an order. */
type Leg = { readonly order: Order; readonly end: 'own' | 'other' }

/** What the telephones lend to what puts two of them in touch. */
export type Switch = {
  readonly calls: Map<string, Call>
  readonly behaviourOf: (phone: string) => Behaviour
  readonly report: (key: string, event: string) => Promise<void>
  readonly after: (ms: number, run: () => Promise<void>) => void
  readonly ringMs: number
}

/** Puts two telephones in touch, as an exchange does: the caller's own rings first, the other one once it is taken. */
export function openConnector({ calls, behaviourOf, report, after, ringMs }: Switch) {
  const legs = new Map<string, Leg>()
  const taken = new Set<string>()
  const ended = new Set<string>()

  const set = (key: string, state: Call['state']): void => {
    const call = calls.get(key)
    if (call) calls.set(key, { ...call, state })
  }
  const isRinging = (key: string): boolean => calls.get(key)?.state === 'ringing'

  const ring = (key: string, leg: Leg, to: string, text: string): void => {
    legs.set(key, leg)
    const at = Temporal.Now.instant().toString()
    calls.set(key, { key, kind: 'connect', to, text, state: 'ringing', at, said: null })
    const behaviour = behaviourOf(to)
    if (behaviour === 'late' || behaviour === 'twice') after(ringMs * 0.75, () => answer(key))
    after(behaviour === 'never' ? ringMs / 4 : ringMs, () => endUnanswered(key))
  }

  const endUnanswered = async (key: string): Promise<void> => {
    const leg = legs.get(key)
    if (leg === undefined || !isRinging(key)) return
    set(key, 'unanswered')
    if (leg.end === 'other') hangAll(leg.order.key)
    await report(leg.order.key, leg.end === 'own' ? 'own-no-answer' : 'no-answer')
  }

  const hangAll = (orderKey: string): void => {
    for (const [key, leg] of legs) {
      const state = calls.get(key)?.state
      const isOn = state === 'ringing' || state === 'answered'
      const isOf = leg.order.key === orderKey || leg.order.joins === orderKey
      if (isOf && isOn) set(key, 'over')
    }
  }

  const ringOther = (order: Order): void => {
    const number = readablePhone(order.show)
    const shown =
      order.joins === undefined
        ? m.server_dev_connect_shown({ number })
        : m.server_dev_connect_joined({ number })
    ring(randomUUID(), { order, end: 'other' }, order.to, shown)
  }

  /** Both telephones of a call were taken, and neither was put down. */
  const isSpoken = (orderKey: string): boolean => {
    const ends = [...legs].filter(([, leg]) => leg.order.key === orderKey)
    return ends.length === 2 && ends.every(([key]) => calls.get(key)?.state === 'answered')
  }

  /** Takes an order once, however often it comes, and none that comes after its hour. */
  const take = (order: Order): void => {
    const isLate = Temporal.Instant.compare(Temporal.Now.instant(), order.until) > 0
    if (taken.has(order.key) || ended.has(order.key) || isLate) return
    taken.add(order.key)
    if (order.joins === undefined)
      return ring(order.key, { order, end: 'own' }, order.from, m.server_dev_connect_own())
    // Two speak already: only the third rings, and nobody once they have hung up.
    if (isSpoken(order.joins)) ringOther(order)
    else after(0, () => report(order.key, 'failed'))
  }

  /** Somebody takes a telephone that rings; false where it is none of these. */
  const answer = async (key: string): Promise<void> => {
    const leg = legs.get(key)
    if (leg === undefined || !isRinging(key)) return
    set(key, 'answered')
    const { order, end } = leg
    if (end === 'own') ringOther(order)
    await report(order.key, end === 'own' ? 'own-answered' : 'answered')
  }

  /** One of the two puts the receiver down. */
  const putDown = async (key: string): Promise<void> => {
    const leg = legs.get(key)
    if (leg === undefined || calls.get(key)?.state !== 'answered') return
    hangAll(leg.order.key)
    await report(leg.order.key, 'ended')
  }

  return {
    take,
    /** A key of one of these telephones: 1 takes the call, any other puts it down. False for other telephones. */
    press(key: string, digit: string): boolean {
      if (!legs.has(key)) return false
      after(0, () => (digit === '1' ? answer(key) : putDown(key)))
      return true
    },
    /** The service ends the call; asked before it came, it never rings. */
    hangUp(orderKey: string): void {
      ended.add(orderKey)
      hangAll(orderKey)
    },
  }
}
