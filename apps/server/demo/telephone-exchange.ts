import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import type { Switch } from './telephone-connect.ts'
import type { Call, Caller, Line } from './telephone-words.ts'

/** What the service answers to the exchange: what it does next. */
const Command = z.discriminatedUnion('do', [
  z.object({
    ...{ do: z.literal('ring'), step: z.int(), to: z.string(), seconds: z.int() },
    show: z.string(),
  }),
  z.object({ do: z.literal('say'), text: z.string() }),
  z.object({ do: z.literal('nothing') }),
])

/** Somebody calls a line; without a number theirs does not show. */
export const Dial = z.object({ line: z.string(), number: z.string() })
export const PutDown = z.object({ caller: z.string() })

/** For so long a telephone rings in a demo of usual speed. */
const USUAL_RING_MS = 40_000
const AGAIN_MS = 500
const TRIES = 4

type Needs = Omit<Switch, 'report'> & { readonly address: () => string }

/** The telephone exchange of the demo: brings calls to the service's numbers, and rings whom the service says. */
export function openExchange({ calls, behaviourOf, after, ringMs, address }: Needs) {
  let lines: readonly Line[] = []
  const callers = new Map<string, Caller>()
  const tokens = new Map<string, string>()
  /** Each telephone that was rung for a caller: of whom, and by which step. */
  const legs = new Map<string, { readonly caller: string; readonly step: number }>()

  const hears = (key: string, heard: string, state?: Caller['state']): void => {
    const caller = callers.get(key)
    if (caller) callers.set(key, { ...caller, heard, ...(state ? { state } : {}) })
  }

  const tell = async (key: string, event: string, over: object = {}): Promise<void> => {
    const token = tokens.get(key)
    for (let tried = 0; tried < TRIES; tried += 1) {
      const reply = await fetch(`${address()}/api/exchange/calls`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, call: key, event, ...over }),
      }).catch(() => undefined)
      // A service that does not answer is asked again; what it refuses is over.
      if (reply && reply.status < 500)
        return reply.ok ? obey(key, Command.parse(await reply.json())) : hears(key, '', 'over')
      await new Promise((done) => setTimeout(done, AGAIN_MS))
    }
  }

  const obey = (key: string, command: z.output<typeof Command>): void => {
    if (command.do === 'say') return hears(key, command.text, 'over')
    if (command.do === 'nothing' || callers.get(key)?.state !== 'calling') return
    // The same command told twice rings once.
    const { step, to, show } = command
    if ([...legs.values()].some((leg) => leg.caller === key && leg.step === step)) return
    const leg = randomUUID()
    legs.set(leg, { caller: key, step })
    const text = m.server_dev_exchange_rings({ number: readablePhone(show) })
    const at = Temporal.Now.instant().toString()
    calls.set(leg, { key: leg, kind: 'connect', to, text, state: 'ringing', at, said: null })
    const behaviour = behaviourOf(to)
    const lasts = (command.seconds * 1000 * ringMs) / USUAL_RING_MS
    if (behaviour === 'late' || behaviour === 'twice') after(lasts * 0.75, () => take(leg))
    after(behaviour === 'never' ? lasts / 4 : lasts, () => unanswered(leg))
  }

  const set = (leg: string, state: Call['state']): void => {
    const call = calls.get(leg)
    if (call) calls.set(leg, { ...call, state })
  }
  const stateOf = (leg: string) => calls.get(leg)?.state

  const unanswered = async (leg: string): Promise<void> => {
    const about = legs.get(leg)
    if (about === undefined || stateOf(leg) !== 'ringing') return
    set(leg, 'unanswered')
    await tell(about.caller, 'no-answer', { step: about.step })
  }

  const take = async (leg: string): Promise<void> => {
    const about = legs.get(leg)
    if (about === undefined || stateOf(leg) !== 'ringing') return
    set(leg, 'answered')
    hears(about.caller, m.server_dev_exchange_speaks(), 'speaking')
    await tell(about.caller, 'answered', { step: about.step })
  }

  const end = async (key: string, event: 'caller-hung-up' | 'ended'): Promise<void> => {
    const caller = callers.get(key)
    if (caller === undefined || caller.state === 'over') return
    hears(key, m.server_dev_exchange_over(), 'over')
    for (const [leg, about] of legs)
      if (about.caller === key && ['ringing', 'answered'].includes(stateOf(leg) ?? ''))
        set(leg, 'over')
    await tell(key, event)
  }

  return {
    connect(told: readonly Line[]): void {
      lines = told
    },
    async dial({ line, number }: z.output<typeof Dial>): Promise<void> {
      const found = lines.find((one) => one.name === line)
      if (found === undefined) return
      const key = randomUUID()
      tokens.set(key, found.token)
      const at = Temporal.Now.instant().toString()
      const heard = m.server_dev_exchange_ringing()
      callers.set(key, { key, line, number, at, heard, state: 'calling' })
      await tell(key, 'came', { caller: number === '' ? null : number })
    },
    putDown: (key: string) => end(key, 'caller-hung-up'),
    /** A key of a telephone that rings for the service: 1 takes the call, any other puts it down. False for other telephones. */
    press(leg: string, digit: string): boolean {
      const about = legs.get(leg)
      if (about === undefined) return false
      after(0, () => (digit === '1' ? take(leg) : end(about.caller, 'ended')))
      return true
    },
    state: () => ({ lines: lines.map((one) => one.name), callers: [...callers.values()] }),
  }
}
