import { namesOf } from '#contexts/access/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { BrokenView, Making, RotaPerson, RotaReply, TurnView } from './contract.ts'
import { isComing, isInForce, type RotaRole, type RotaTurn, type Span } from './model.ts'
import { freeHours, minimumOf, neededIn, uncoveredIn, unskilledIn } from './model-cover.ts'
import { dutyOf } from './model-duty.ts'
import { AROUND_DAYS } from './model-proposal.ts'
import {
  AVERAGE_WEEKS,
  byUrgency,
  type JudgedRules,
  ROTA_RULES,
  type RuleBroken,
  rulesBroken,
} from './model-rules.ts'
import { presentIn } from './model-swap.ts'
import { reachesOf } from './reach-store.ts'
import { unreachableIn } from './reaching.ts'
import { judgedRules } from './rules.ts'
import { rolesHere } from './staff.ts'
import { absencesIn, recordsOf, type StoredAbsence } from './staff-store.ts'
import { draftedTurns, turnsBetween } from './store.ts'

/** Days that the screen looks ahead. */
export const AHEAD_DAYS = 30

/** The rota of a territory as this person may see it: `calls`, with telephones. */
export async function rotaView(
  tx: Tx,
  territoryId: TerritoryId,
  now: Instant,
  sight: { readonly calls: boolean; readonly edits: boolean },
): Promise<RotaReply> {
  const until = now.add({ hours: 24 * AHEAD_DAYS })
  const configuration = await readConfiguration(tx, territoryId)
  const rota = await judgedRules(tx, territoryId, configuration.rota)
  const from = watchedFrom(now)
  const known = await turnsBetween(tx, territoryId, from, until, sight.edits)
  const turns = known.filter((turn) => !notAfter(turn.endsAt, now))
  const absences = await absencesIn(tx, territoryId, wallClock(from).toPlainDate())
  const people = await peopleIn(tx, territoryId, sight.calls)
  const names = await namesOf(tx, peopleAbout(known))
  return {
    turns: turns.map((turn) => viewOf(turn, names, sight.edits)),
    people,
    ...(await openHours(tx, territoryId, configuration, turns.filter(isInForce), {
      from: now,
      until,
    })),
    // On which days somebody cannot is for who makes the rota.
    broken: rulesBroken(known.filter(isComing), rota, { from, until }, sight.edits ? absences : [])
      .filter((one) => !notAfter(one.until, now))
      .toSorted(byUrgency(now))
      .map((one) => brokenView(one, names)),
    unreachable: sight.edits ? await unreachableIn(tx, territoryId, turns) : [],
    duty: dutyView(dutyOf(turns.filter(isInForce), absences, holdsOf(people), now), names),
    drafted: sight.edits ? (await draftedTurns(tx, territoryId)).length : 0,
    making: sight.edits
      ? makingOf(rota, absences, known.filter(isComing), names, { from, until }, now)
      : null,
    can: { edit: sight.edits },
    now: now.toString(),
  }
}

function holdsOf(people: readonly RotaPerson[]) {
  const held = new Map(people.map(({ id, roles }) => [id, roles]))
  return (id: StaffId, role: RotaRole) => held.get(id)?.includes(role) === true
}

function dutyView(
  duty: ReturnType<typeof dutyOf>,
  names: ReadonlyMap<StaffId, string>,
): RotaReply['duty'] {
  return {
    now: duty.now.map(({ turn, until }) => ({ turnId: turn.id, until: until.toString() })),
    next: duty.next.map(({ role, staffId, startsAt }) => ({
      ...{ role, staffId, name: names.get(staffId) ?? '', startsAt: startsAt.toString() },
    })),
  }
}

/** What a change by hand is judged with, in the browser too. */
export function makingOf(
  rules: JudgedRules,
  absences: readonly StoredAbsence[],
  turns: readonly RotaTurn[],
  names: ReadonlyMap<StaffId, string>,
  known: { readonly from: Instant; readonly until: Instant },
  now: Instant,
): Making {
  // What lies further back is judged by the server alone: it is much, and says something only of the average.
  const recent = now.subtract({ hours: 24 * AROUND_DAYS })
  const from = notAfter(known.from, recent) ? recent : known.from
  return {
    rules,
    absences: absences.map(({ staffId, kind, from, until }) => ({
      ...{ staffId, kind, from: from.toString() },
      until: until?.toString() ?? null,
    })),
    turns: turns.filter((turn) => !notAfter(turn.endsAt, from)).map((turn) => viewOf(turn, names)),
    from: from.toString(),
    until: known.until.toString(),
  }
}

/** A broken rule with the name of whom it concerns. */
export function brokenView(one: RuleBroken, names: ReadonlyMap<StaffId, string>): BrokenView {
  const name = names.get(one.staffId) ?? ''
  return { ...one, name, from: one.from.toString(), until: one.until.toString() }
}

/** Whose these turns are, and who set a rule aside for them. */
export function peopleAbout(turns: readonly RotaTurn[]): readonly StaffId[] {
  return turns.flatMap(({ staffId, setAside }) =>
    setAside?.by ? [staffId, setAside.by] : [staffId],
  )
}

/** A turn with the name of whose it is. */
export function viewOf(
  turn: RotaTurn,
  names: ReadonlyMap<StaffId, string>,
  edits = false,
): TurnView {
  return {
    id: turn.id,
    staffId: turn.staffId,
    name: names.get(turn.staffId) ?? '',
    role: turn.role,
    level: turn.level,
    startsAt: turn.startsAt.toString(),
    endsAt: turn.endsAt.toString(),
    standing: turn.leaves ? 'leaves' : turn.state,
    setAside: setAsideSeen(turn, names, edits),
  }
}

/** Why a rule was set aside is told to all who see the turn; on which days somebody cannot, to who makes the rota. */
function setAsideSeen(
  { setAside }: RotaTurn,
  names: ReadonlyMap<StaffId, string>,
  edits: boolean,
): TurnView['setAside'] {
  if (setAside === null) return null
  const { reason, broke, by, at } = setAside
  const rules = ROTA_RULES.filter((rule) => broke.includes(rule))
  if (edits) {
    const name = by === null ? null : (names.get(by) ?? null)
    return { reason, rules, by: name, at: at?.toString() ?? null }
  }
  return rules.includes('absent') ? null : { reason, rules, by: null, at: null }
}

/** Since when turns say something about today: the month for its turns, the weeks of the average for its hours. */
function watchedFrom(now: Instant): Instant {
  const month = wallClock(now).toPlainDate().with({ day: 1 }).toZonedDateTime(ZONE).toInstant()
  const weeks = now.subtract({ hours: AVERAGE_WEEKS * 7 * 24 })
  return notAfter(weeks, month) ? weeks : month
}

/** What these turns leave open of a stretch of time to come: levels of roles, and professions of the minimum. */
export async function openHours(
  tx: Tx,
  territoryId: TerritoryId,
  configuration: Configuration,
  turns: readonly RotaTurn[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Pick<RotaReply, 'needed' | 'unskilled'>> {
  const roles = await rolesHere(tx, territoryId)
  // A turn of somebody whose role has ended covers nothing: nobody would be called in it.
  const holds = (id: StaffId, role: RotaRole) => roles.get(id)?.includes(role) === true
  const recordOf = await recordsOf(tx, territoryId, [...roles.keys()])
  const within = { from, until, free: freeHours(configuration, from, until) }
  const needed = neededIn(configuration, from, until)
  const texts = (gaps: readonly Span[]) =>
    gaps.map(({ startsAt, endsAt }) => ({
      startsAt: startsAt.toString(),
      endsAt: endsAt.toString(),
    }))
  const absences = await absencesIn(tx, territoryId, wallClock(from).toPlainDate())
  const present = turns.flatMap((turn) => presentIn(turn, absences))
  const standing = present.filter((turn) => holds(turn.staffId, turn.role))
  const isOf = (id: StaffId, role: RotaRole) =>
    holds(id, role) || recordOf(id).qualifications.some((one) => one === role)
  return {
    needed: uncoveredIn(needed, present, holds, within).map((one) => ({
      ...one,
      gaps: texts(one.gaps),
    })),
    unskilled: unskilledIn(minimumOf(configuration), needed, standing, isOf, within).map((one) => ({
      ...one,
      gaps: texts(one.gaps),
    })),
  }
}

/** Those who hold a role of the rota here, by name. */
export async function peopleIn(
  tx: Tx,
  territoryId: TerritoryId,
  calls: boolean,
): Promise<RotaPerson[]> {
  const roles = await rolesHere(tx, territoryId)
  const ids = [...roles.keys()]
  const names = await namesOf(tx, ids)
  const reaches = calls ? await reachesOf(tx, territoryId, ids) : new Map()
  return ids
    .map((id) => ({
      id,
      name: names.get(id) ?? '',
      roles: [...(roles.get(id) ?? [])],
      phone: reaches.get(id)?.phone ?? null,
      email: reaches.get(id)?.email ?? null,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
}
