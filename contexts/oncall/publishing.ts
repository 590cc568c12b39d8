import type { Updateable } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { DB } from '#db/types.ts'
import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import type { DraftReply } from './contract-publish.ts'
import { isComing, isInForce, type RotaTurn } from './model.ts'
import { byUrgency, hoursBetween, judgedAround, newlyBroken } from './model-rules.ts'
import { UNREACHABLE } from './model-staff.ts'
import { markOf } from './proposal-store.ts'
import { AHEAD_DAYS, brokenView, openHours, peopleAbout, viewOf } from './rota.ts'
import { judgedRules } from './rules.ts'
import { contactsOf } from './staff.ts'
import { absencesIn } from './staff-store.ts'
import { draftedTurns, refusingOverlap, territoryOf, turnsBetween, write } from './store.ts'
import { askForHoles } from './substitutes.ts'

const TENTHS = 10

/** What the next publication changes, and what there is to look at before. */
export async function draftView(tx: Tx, territoryId: TerritoryId): Promise<DraftReply> {
  const drafted = await draftedTurns(tx, territoryId)
  const names = await namesOf(tx, peopleAbout(drafted))
  const added = drafted.filter((turn) => !turn.leaves)
  return {
    added: added.map((turn) => viewOf(turn, names, true)),
    removed: drafted
      .filter((turn) => turn.leaves)
      .map((turn) => viewOf(fromNow(turn, tx.work.now), names, true)),
    contacts: await contactsToLookAt(tx, territoryId, added, names),
    ...(await consequences(tx, territoryId, added, names)),
    mark: markOfDraft(drafted),
  }
}

/** Of a turn that runs only what is to come leaves: the hours that were worked stay whose they were. */
function fromNow(turn: RotaTurn, now: Instant): RotaTurn {
  return notAfter(turn.startsAt, now) ? { ...turn, startsAt: now } : turn
}

async function contactsToLookAt(
  tx: Tx,
  territoryId: TerritoryId,
  added: readonly RotaTurn[],
  names: ReadonlyMap<StaffId, string>,
): Promise<DraftReply['contacts']> {
  const ids = [...new Set(added.map((turn) => turn.staffId))]
  const contactOf = await contactsOf(tx, territoryId, ids)
  return ids
    .map((staffId) => ({
      staffId,
      name: names.get(staffId) ?? '',
      state: contactOf(staffId, 'phone').state,
    }))
    .filter((one) => one.state !== 'works')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
}

async function consequences(
  tx: Tx,
  territoryId: TerritoryId,
  added: readonly RotaTurn[],
  names: ReadonlyMap<StaffId, string>,
): Promise<Pick<DraftReply, 'broken' | 'gapHours'>> {
  const { now } = tx.work
  const configuration = await readConfiguration(tx, territoryId)
  const rules = await judgedRules(tx, territoryId, configuration.rota)
  const ahead = now.add({ hours: 24 * AHEAD_DAYS })
  const ends = added.map((turn) => turn.endsAt)
  const last = [ahead, ...ends].toSorted((a, b) => Temporal.Instant.compare(b, a))[0] ?? ahead
  const known = judgedAround(now, last)
  const turns = await turnsBetween(tx, territoryId, known.from, known.until, true)
  const absences = await absencesIn(tx, territoryId, wallClock(known.from).toPlainDate())
  const staying = turns.filter((turn) => isInForce(turn) && isComing(turn))
  const open = await openHours(tx, territoryId, configuration, turns.filter(isComing), {
    from: now,
    until: ahead,
  })
  const gaps = open.needed
    .filter((one) => one.level === 1)
    .flatMap((one) => one.gaps)
    .map((gap) => hoursBetween(instant(gap.startsAt), instant(gap.endsAt)))
  const gapHours = gaps.reduce((sum, hours) => sum + hours, 0)
  return {
    broken: newlyBroken(staying, added, rules, known, absences)
      .toSorted(byUrgency(now))
      .map((one) => brokenView(one, names)),
    gapHours: Math.round(gapHours * TENTHS) / TENTHS,
  }
}

function markOfDraft(drafted: readonly RotaTurn[]): string {
  return markOf(drafted)
}

/**
 * Makes the draft the rota by which people are called. Refuses `draft-empty`, `draft-changed` when it is not the one
 * that was looked at, and `contact-missing` when somebody with a new turn cannot be reached and no reason is given. A turn
 * that runs ends now instead of leaving. Who has gone, or is away, since it was drafted, asks for a substitute.
 */
export async function publish(
  tx: Tx,
  { mark, despite }: { readonly mark: string; readonly despite: string | null },
  by: StaffId,
): Promise<{ readonly added: number; readonly removed: number }> {
  const territoryId = territoryOf(tx)
  const drafted = await draftedTurns(tx, territoryId)
  if (drafted.length === 0) throw new RefusalError('draft-empty')
  if (markOfDraft(drafted) !== mark) throw new RefusalError('draft-changed')
  const added = drafted.filter((turn) => !turn.leaves)
  const isUnreachable = (await contactsToLookAt(tx, territoryId, added, new Map())).some((one) =>
    UNREACHABLE.includes(one.state),
  )
  if (isUnreachable && despite === null) throw new RefusalError('contact-missing')
  const removed = drafted.filter((turn) => turn.leaves)
  const { now } = tx.work
  const [running, coming] = [true, false].map((runs) =>
    removed.filter((turn) => notAfter(turn.startsAt, now) === runs),
  )
  await settle(tx, coming ?? [], { removed_at: now, leaves: false })
  await settle(tx, followers(running ?? [], added, now), { starts_at: now })
  await settle(tx, running ?? [], { ends_at: now, leaves: false })
  await refusingOverlap(null, () => settle(tx, added, { state: 'published' }))
  const id = uuid7(tx.work.now, tx.work.random)
  const counts = { added: added.length, removed: removed.length }
  await tx
    .insertInto('oncall.publication')
    .values({
      territory_id: territoryId,
      id,
      published_by: by,
      published_at: tx.work.now,
      despite: isUnreachable ? despite : null,
      ...counts,
    })
    .execute()
  const ids = (turns: readonly RotaTurn[]) => turns.map((turn) => turn.id)
  const data = { added: ids(added), removed: ids(removed), isDespite: isUnreachable }
  await write(tx, id, 1, { type: 'RotaPublished', data })
  await askForHoles(tx, [...new Set(added.map((turn) => turn.staffId))])
  return counts
}

/** Drafts of hours that somebody who runs now was still on call for: they begin when those end. */
function followers(
  running: readonly RotaTurn[],
  added: readonly RotaTurn[],
  now: Instant,
): readonly RotaTurn[] {
  return added.filter(
    (turn) =>
      notAfter(turn.startsAt, now) &&
      !notAfter(turn.endsAt, now) &&
      running.some((one) => one.role === turn.role && one.level === turn.level),
  )
}

async function settle(
  tx: Tx,
  turns: readonly RotaTurn[],
  to: Updateable<DB['oncall.turn']>,
): Promise<void> {
  if (turns.length === 0) return
  const ids = turns.map((turn) => turn.id)
  await tx
    .updateTable('oncall.turn')
    .set(to)
    .where('territory_id', '=', territoryOf(tx))
    .where('id', 'in', ids)
    .execute()
}
