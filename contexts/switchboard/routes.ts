import { exchangeTerritory } from '#contexts/oncall/public.ts'
import { phoneE164 } from '#platform/kernel/text.ts'
import { SignedOutError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { bringCall, hearCall } from './calls.ts'
import { CommandReply, ExchangeCallBody, MyCallsReply } from './contract.ts'
import type { SwitchboardNeeds } from './ports.ts'
import { callsFor } from './views.ts'

/** The operations of this room. */
export function switchboardRoutes(needs: SwitchboardNeeds): readonly Route[] {
  const exchange = route({
    id: 'switchboard.exchange',
    method: 'POST',
    path: '/api/exchange/calls',
    summary:
      'Per il centralino telefonico: una chiamata al numero verde arriva, squilla, ha risposta o finisce; la risposta dice quale telefono far squillare o che cosa dire',
    may: 'public',
    writes: (tx, { body }) => exchangeTerritory(tx, body.token),
    body: ExchangeCallBody,
    reply: { 200: CommandReply },
    async run({ tx, body }) {
      const { call, event, step, caller } = body
      const number = caller === null ? null : (phoneE164(caller) ?? null)
      const command =
        event === 'came'
          ? await bringCall(tx, needs, { exchangeId: call, number })
          : await hearCall(tx, needs, call, { event, step })
      return { status: 200, body: command }
    },
  })
  const mine = route({
    id: 'switchboard.mine',
    method: 'GET',
    path: '/api/calls/mine',
    summary: 'Le chiamate al numero verde che hanno fatto squillare il telefono di chi chiede',
    may: 'page.answer',
    writes: 'none',
    reply: { 200: MyCallsReply },
    async run({ tx, actor, now }) {
      if (actor.kind !== 'person') throw new SignedOutError()
      const calls = await callsFor(tx, needs, actor.staffId, now)
      return { status: 200, body: { calls, now: now.toString() } }
    },
  })
  return [exchange, mine]
}
