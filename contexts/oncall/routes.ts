import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant, wallClock } from '#platform/kernel/time.ts'
import type { Facts, Verdict } from '#platform/server/access-ports.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  AddedReply,
  AddTurnBody,
  PatternBody,
  ReachBody,
  ReachParams,
  ReachReply,
  RemovedReply,
  RotaReply,
  TurnParams,
} from './contract.ts'
import { MonthQuery, MonthReply } from './contract-month.ts'
import { draftAll, takeOut } from './drafting.ts'
import { LEVELS, type Level, turnsOf } from './model.ts'
import { monthView } from './month.ts'
import { lockRota } from './proposal-store.ts'
import { changeReach } from './reaching.ts'
import { rotaView } from './rota.ts'
import { checkHolds, territoryOf } from './store.ts'

const REMOVED = { status: 200, body: { removed: true } } as const
const SAVED = { status: 200, body: { saved: true } } as const

type May = (action: string, facts: Facts) => Verdict

function levelOf(n: number): Level {
  return LEVELS.find((level) => level === n) ?? 1
}

const allowed = (may: May, action: string, territoryId: TerritoryId) =>
  may(action, { territoryId }).allowed

const read = route({
  id: 'oncall.rota',
  method: 'GET',
  path: '/api/rota',
  summary: 'I turni di reperibilità dei prossimi 30 giorni, chi può averne e che cosa è scoperto',
  may: 'rota.read',
  writes: 'desk',
  reply: { 200: RotaReply },
  async run({ tx, now, may }) {
    const territoryId = territoryOf(tx)
    const sight = {
      calls: allowed(may, 'page.work', territoryId),
      edits: allowed(may, 'rota.edit', territoryId),
    }
    return { status: 200, body: await rotaView(tx, territoryId, now, sight) }
  },
})

const readMonth = route({
  id: 'oncall.month',
  method: 'GET',
  path: '/api/rota/month',
  summary: 'Un mese di reperibilità: turni, ore scoperte e regole rotte',
  may: 'rota.read',
  writes: 'desk',
  query: MonthQuery,
  reply: { 200: MonthReply },
  async run({ tx, now, may, query }) {
    const territoryId = territoryOf(tx)
    const edits = allowed(may, 'rota.edit', territoryId)
    const month = query.month ?? wallClock(now).toPlainDate().toPlainYearMonth().toString()
    return { status: 200, body: await monthView(tx, territoryId, month, now, edits) }
  },
})

const add = route({
  id: 'oncall.addTurn',
  method: 'POST',
  path: '/api/rota/turns',
  summary: 'Aggiunge un turno alla bozza della reperibilità; contro una regola serve il motivo',
  may: 'rota.edit',
  writes: 'desk',
  body: AddTurnBody,
  reply: { 201: AddedReply },
  async run({ tx, body }) {
    await lockRota(tx)
    const staffId = body.staffId as StaffId
    const { role } = body
    await checkHolds(tx, staffId, role)
    const level = levelOf(body.level)
    const times = { startsAt: instant(body.startsAt), endsAt: instant(body.endsAt) }
    await draftAll(tx, [{ staffId, role, level, ...times }], body.reason)
    return { status: 201, body: { added: 1 } }
  },
})

const pattern = route({
  id: 'oncall.addPattern',
  method: 'POST',
  path: '/api/rota/patterns',
  summary: 'Riempie alcuni giorni con persone che si alternano alle stesse ore',
  may: 'rota.edit',
  writes: 'desk',
  body: PatternBody,
  reply: { 201: AddedReply },
  async run({ tx, body }) {
    await lockRota(tx)
    const people = body.people as StaffId[]
    const { role } = body
    for (const staffId of new Set(people)) await checkHolds(tx, staffId, role)
    const level = levelOf(body.level)
    const from = Temporal.PlainDate.from(body.from)
    const changes = body.changes.toSorted()
    const turns = turnsOf({ from, days: body.days, changes, people })
    await draftAll(
      tx,
      turns.map((turn) => ({ ...turn, role, level })),
      body.reason,
    )
    return { status: 201, body: { added: turns.length } }
  },
})

const remove = route({
  id: 'oncall.removeTurn',
  method: 'DELETE',
  path: '/api/rota/turns/:turnId',
  summary: 'Toglie un turno dalla bozza; uno pubblicato resta fino alla prossima pubblicazione',
  may: 'rota.edit',
  writes: 'desk',
  params: TurnParams,
  reply: { 200: RemovedReply },
  async run({ tx, params }) {
    await lockRota(tx)
    await takeOut(tx, params.turnId)
    return REMOVED
  },
})

const reach = route({
  id: 'oncall.setReach',
  method: 'PUT',
  path: '/api/rota/people/:staffId',
  summary: 'Telefono e indirizzo con cui una persona è chiamata',
  may: 'rota.edit',
  writes: 'desk',
  params: ReachParams,
  body: ReachBody,
  reply: { 200: ReachReply },
  async run({ tx, params, body }) {
    const staffId = params.staffId as StaffId
    const row = await tx
      .selectFrom('access.v_grant')
      .select('staff_id')
      .where('territory_id', '=', territoryOf(tx))
      .where('staff_id', '=', staffId)
      .executeTakeFirst()
    if (!row) throw new RefusalError('not-of-territory')
    const { phone, email, isSure } = body
    await changeReach(tx, staffId, { phone, email }, isSure)
    return SAVED
  },
})

/** The operations of this room. */
export const routes: readonly Route[] = [read, readMonth, add, pattern, remove, reach]
