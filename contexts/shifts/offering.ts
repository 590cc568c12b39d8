import { readConfiguration } from '#contexts/territory/public.ts'
import { type PersonActor, rolesIn } from '#platform/kernel/actor.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Change, endOfTurn, mayWrite, nearestShiftEnd, opensAt } from './model.ts'
import { notesPolicy } from './policy.ts'
import { MOST_OWED, notesIn, notesOfChange, territoryOf } from './store.ts'
import { turnsFrom } from './turns.ts'

/** In which role somebody without a turn hands a shift on in a room: who sits at the desk first. */
const AT_DESK = ['operator', 'social-worker', 'coordinator'] as const

/** What somebody may write now, and the change of theirs for which it is too early, with the hour from which it is not. */
export type Offered = {
  readonly changes: readonly Change[]
  readonly next: { readonly change: Change; readonly from: Instant } | undefined
}

/**
 * The changes for which this person may sign now: what is owed by them or to them, the end of their own turn, else the desk's
 * hour. Own ones first. Of a change that is hours away it is said from when on.
 */
export async function offeredTo(tx: Tx, actor: PersonActor, now: Instant): Promise<Offered> {
  const territoryId = territoryOf(tx)
  const maySign = ({ role }: Change): boolean =>
    notesPolicy.allow(actor, 'shift.sign', { territory_id: territoryId, role }).allowed
  const coordinates = rolesIn(actor, territoryId).includes('coordinator')
  const open = await notesIn(tx, territoryId, { open: true, most: MOST_OWED })
  const owed = open.filter(
    (one) => one.state === 'owed' && maySign(one) && mayWrite(one, actor.staffId, coordinates),
  )
  const own = await ownChange(tx, actor, now)
  const coming = own ?? (owed.length > 0 ? undefined : await deskChange(tx, actor, now))
  if (coming === undefined) return { changes: ownFirst(owed, actor), next: undefined }
  const { shiftNotes } = await readConfiguration(tx, territoryId)
  const from = opensAt(coming, shiftNotes.writeHours)
  return notAfter(from, now)
    ? { changes: ownFirst([coming, ...owed], actor), next: undefined }
    : { changes: ownFirst(owed, actor), next: { change: coming, from } }
}

function ownFirst(all: readonly Change[], { staffId }: PersonActor): readonly Change[] {
  const isMine = (one: Change) => one.outgoingId === staffId
  return [...all.filter(isMine), ...all.filter((one) => !isMine(one))]
}

/** The end of one's own turn, while nobody has signed for it. */
export async function ownChange(
  tx: Tx,
  actor: PersonActor,
  now: Instant,
): Promise<Change | undefined> {
  const change = endOfTurn(await turnsFrom(tx, territoryOf(tx), now), actor.staffId, now)
  if (change === undefined || (await notesOfChange(tx, change))) return undefined
  const facts = { territory_id: territoryOf(tx), role: change.role }
  return notesPolicy.allow(actor, 'shift.sign', facts).allowed ? change : undefined
}

async function deskChange(tx: Tx, actor: PersonActor, now: Instant): Promise<Change | undefined> {
  const territoryId = territoryOf(tx)
  const roles = rolesIn(actor, territoryId)
  const role = AT_DESK.find((one) => roles.includes(one))
  if (role === undefined) return undefined
  const { service } = await readConfiguration(tx, territoryId)
  // Without a room nobody hands on a desk: a shift is a turn of the rota.
  if (service.answers.kind !== 'operations-room') return undefined
  // Where the rota has turns of this role, who has none of them neither leaves nor comes.
  if ((await turnsFrom(tx, territoryId, now, [role])).length > 0) return undefined
  const at = nearestShiftEnd(service.shiftEnds, now)
  const change = { role, at, outgoingId: actor.staffId, incomingId: null }
  return (await notesOfChange(tx, change)) ? undefined : change
}
