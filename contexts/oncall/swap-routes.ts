import { namesOf } from '#contexts/access/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  AskSwapBody,
  SwapActBody,
  SwapAskedReply,
  SwapDoneReply,
  SwapParams,
  SwapPreviewQuery,
  SwapPreviewReply,
  SwapsReply,
  type SwapView,
  TakeBody,
} from './contract-swap.ts'
import type { RotaTurn, TurnId } from './model.ts'
import { SWAP_ACTS, type Swapper, swapAfter } from './model-swap.ts'
import { lockRota } from './proposal-store.ts'
import { brokenView, viewOf } from './rota.ts'
import { rolesHere } from './staff.ts'
import { checkHolds, territoryOf, turnById } from './store.ts'
import { askSwap, openSwaps, type StoredSwap, turnInForce } from './swap-store.ts'
import { actOnSwap, brokenBySwap } from './swapping.ts'
import { takeNow } from './taking.ts'
import { tell } from './telling.ts'

const DONE = { status: 200, body: { done: true } } as const
/** Whoever takes what is asked of all: of them nothing is known, only of what stays with who asks. */
const NOBODY = '' as StaffId

function staffOf(actor: Actor): StaffId {
  if (actor.kind !== 'person') throw new RefusalError('swap-not-yours', {}, 403)
  return actor.staffId
}

const read = route({
  id: 'oncall.swaps',
  method: 'GET',
  path: '/api/rota/swaps',
  summary: 'I cambi di turno e i sostituti chiesti, e che cosa può farne chi guarda',
  may: 'rota.swap',
  writes: 'desk',
  reply: { 200: SwapsReply },
  async run({ tx, actor, now, may }) {
    const territoryId = territoryOf(tx)
    const edits = may('rota.edit', { territoryId }).allowed
    const open = await openSwaps(tx, territoryId)
    const roles = await rolesHere(tx, territoryId)
    const swaps: SwapView[] = []
    for (const swap of open) {
      const turn = await turnById(tx, swap.turnId)
      if (turn === undefined) continue
      const staffId = staffOf(actor)
      const holdsRole = roles.get(staffId)?.includes(turn.role) === true
      const view = await swapView(tx, swap, turn, { staffId, edits, holdsRole }, now)
      const isMine = [swap.staffId, swap.askedOf, swap.takerId].includes(staffId)
      // An exchange between two is theirs, and of whoever approves it.
      if (edits || isMine || swap.askedOf === null) swaps.push(view)
    }
    return { status: 200, body: { swaps } }
  },
})

async function swapView(
  tx: Tx,
  swap: StoredSwap,
  turn: RotaTurn,
  who: Swapper,
  now: Instant,
): Promise<SwapView> {
  const back = swap.backTurnId === null ? undefined : await turnById(tx, swap.backTurnId)
  const ids = [swap.staffId, swap.askedOf, swap.takerId, back?.staffId].flatMap((id) => id ?? [])
  const names = await namesOf(tx, [...ids, who.staffId])
  const personOf = (id: StaffId) => ({ id, name: names.get(id) ?? '' })
  const can = SWAP_ACTS.filter((act) => 'to' in swapAfter(swap, act, who, now, back?.startsAt))
  const taker = swap.takerId ?? (can.includes('accept') ? who.staffId : null)
  const isWhole = swap.backTurnId === null || back !== undefined
  const broken = taker === null || !isWhole ? [] : await brokenSeen(tx, swap, taker, who)
  return {
    id: swap.id,
    state: swap.state === 'accepted' ? 'accepted' : 'asked',
    owner: personOf(swap.staffId),
    role: turn.role,
    level: turn.level,
    from: swap.from.toString(),
    until: swap.until.toString(),
    askedOf: swap.askedOf === null ? null : personOf(swap.askedOf),
    taker: swap.takerId === null ? null : personOf(swap.takerId),
    back: back === undefined ? null : viewOf(back, names),
    broken: broken.map((one) => brokenView(one, names)),
    can: [...can],
  }
}

/** On which days the taker cannot is known to them, and to whoever makes the rota. */
async function brokenSeen(tx: Tx, swap: StoredSwap, taker: StaffId, who: Swapper) {
  const broken = await brokenBySwap(tx, swap, taker)
  return who.edits || who.staffId === taker ? broken : broken.filter((one) => one.rule !== 'absent')
}

const ask = route({
  id: 'oncall.askSwap',
  method: 'POST',
  path: '/api/rota/swaps',
  summary: 'Chiede a un collega, o a chi ha il ruolo, di prendere un proprio turno o una sua parte',
  may: 'rota.swap',
  writes: 'desk',
  body: AskSwapBody,
  reply: { 201: SwapAskedReply },
  async run({ tx, body, actor, now }) {
    await lockRota(tx)
    const staffId = staffOf(actor)
    const turn = await turnInForce(tx, body.turnId)
    const part = partOf(turn, body, now)
    const askedOf = body.askedOf as StaffId | null
    await checkAsked(tx, turn, staffId, askedOf)
    await checkBack(tx, body.backTurnId, { staffId, askedOf })
    const whole = { turnId: turn.id, staffId, ...part, askedOf }
    const id = await askSwap(tx, { ...whole, backTurnId: body.backTurnId as TurnId | null })
    if (askedOf !== null) await tell(tx, [askedOf], 'asked')
    return { status: 201, body: { id } }
  },
})

/** Refuses `swap-begun` for hours that are gone, and `swap-outside` for hours that the turn does not have. */
function partOf(
  { startsAt, endsAt }: RotaTurn,
  asked: { readonly from: string | null; readonly until: string | null },
  now: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const from = asked.from === null ? startsAt : instant(asked.from)
  const until = asked.until === null ? endsAt : instant(asked.until)
  if (notAfter(until, from) || !notAfter(startsAt, from) || !notAfter(until, endsAt))
    throw new RefusalError('swap-outside')
  if (notAfter(until, now)) throw new RefusalError('swap-begun')
  // What has gone by stays whose it was.
  return { from: notAfter(from, now) ? now : from, until }
}

async function checkAsked(
  tx: Tx,
  turn: RotaTurn,
  staffId: StaffId,
  askedOf: StaffId | null,
): Promise<void> {
  if (turn.staffId !== staffId) throw new RefusalError('swap-not-yours')
  if (askedOf === null) return
  const roles = await rolesHere(tx, territoryOf(tx))
  if (askedOf === staffId || roles.get(askedOf)?.includes(turn.role) !== true)
    throw new RefusalError('role-not-held')
}

/** The turn in return is of who is asked, has not begun, and whoever asks holds its role: in it they will be called. */
async function checkBack(
  tx: Tx,
  id: string | null,
  { staffId, askedOf }: { readonly staffId: StaffId; readonly askedOf: StaffId | null },
): Promise<void> {
  if (id === null) return
  const back = await turnInForce(tx, id)
  if (back.staffId !== askedOf) throw new RefusalError('swap-not-yours')
  if (notAfter(back.startsAt, tx.work.now)) throw new RefusalError('swap-begun')
  await checkHolds(tx, staffId, back.role)
}

const preview = route({
  id: 'oncall.previewSwap',
  method: 'GET',
  path: '/api/rota/swaps/preview',
  summary: 'Quali regole romperebbe un cambio, prima di chiederlo',
  may: 'rota.swap',
  writes: 'desk',
  query: SwapPreviewQuery,
  reply: { 200: SwapPreviewReply },
  async run({ tx, query, actor, now, may }) {
    const staffId = staffOf(actor)
    const turn = await turnInForce(tx, query.turnId)
    const part = partOf(turn, { from: query.from ?? null, until: query.until ?? null }, now)
    const askedOf = (query.askedOf ?? null) as StaffId | null
    const backTurnId = (query.backTurnId ?? null) as TurnId | null
    await checkAsked(tx, turn, staffId, askedOf)
    await checkBack(tx, backTurnId, { staffId, askedOf })
    const swap = { turnId: turn.id, staffId, ...part, backTurnId }
    const edits = may('rota.edit', { territoryId: territoryOf(tx) }).allowed
    const broken = (await brokenBySwap(tx, swap, askedOf ?? NOBODY)).filter(
      (one) =>
        one.staffId !== NOBODY && (edits || one.rule !== 'absent' || one.staffId === staffId),
    )
    const names = await namesOf(
      tx,
      broken.map((one) => one.staffId),
    )
    return { status: 200, body: { broken: broken.map((one) => brokenView(one, names)) } }
  },
})

const act = route({
  id: 'oncall.actOnSwap',
  method: 'POST',
  path: '/api/rota/swaps/:swapId',
  summary: 'Accetta, rifiuta, ritira, approva o respinge un cambio; approvato, vale subito',
  may: 'rota.swap',
  writes: 'desk',
  params: SwapParams,
  body: SwapActBody,
  reply: { 200: SwapDoneReply },
  async run({ tx, params, body, actor, may }) {
    await lockRota(tx)
    const edits = may('rota.edit', { territoryId: territoryOf(tx) }).allowed
    await actOnSwap(tx, params.swapId, body, { staffId: staffOf(actor), edits })
    return DONE
  },
})

const take = route({
  id: 'oncall.take',
  method: 'POST',
  path: '/api/rota/take',
  summary: 'Lo prendo io adesso: quel che resta del turno che corre passa a chi lo chiede',
  may: 'rota.swap',
  writes: 'desk',
  body: TakeBody,
  reply: { 200: SwapDoneReply },
  async run({ tx, body, actor }) {
    await lockRota(tx)
    await takeNow(tx, body, staffOf(actor))
    return DONE
  },
})

/** Turns exchanged, given to a substitute, or taken at once. */
export const swapRoutes: readonly Route[] = [read, preview, ask, act, take]
