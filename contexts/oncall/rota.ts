import { namesOf } from '#contexts/access/public.ts'
import type { EscalationPolicy, RotaRules } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { BrokenView, Making, RotaPerson, RotaReply, TurnView } from './contract.ts'
import { gapsIn, isComing, isInForce, ROTA_ROLES, type RotaRole, type RotaTurn } from './model.ts'
import { type RuleBroken, rulesBroken } from './model-rules.ts'
import { reachesOf } from './reach-store.ts'
import { rolesHere } from './staff.ts'
import { absencesIn, type StoredAbsence } from './staff-store.ts'
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
  const { escalation, rota } = await readConfiguration(tx, territoryId)
  const from = monthBegins(now)
  const known = await turnsBetween(tx, territoryId, from, until, sight.edits)
  const turns = known.filter((turn) => !notAfter(turn.endsAt, now))
  const absences = await absencesIn(tx, territoryId, wallClock(from).toPlainDate())
  const people = await peopleIn(tx, territoryId, sight.calls)
  const gone = known.map((turn) => turn.staffId)
  // A turn of somebody whose role has ended covers nothing: nobody would be called in it.
  const held = new Set(people.flatMap(({ id, roles }) => roles.map((role) => `${id} ${role}`)))
  const standing = turns.filter(
    (turn) => isInForce(turn) && held.has(`${turn.staffId} ${turn.role}`),
  )
  const names = await namesOf(tx, gone)
  return {
    turns: turns.map((turn) => viewOf(turn, names)),
    people,
    needed: neededRoles(escalation).map((role) => ({
      role,
      gaps: gapsIn(
        standing.filter((turn) => turn.role === role && turn.level === 1),
        now,
        until,
      ).map((gap) => ({ startsAt: gap.startsAt.toString(), endsAt: gap.endsAt.toString() })),
    })),
    broken: rulesBroken(known.filter(isComing), rota, { from, until }, absences)
      .filter((one) => !notAfter(one.until, now))
      .map((one) => brokenView(one, names)),
    drafted: sight.edits ? (await draftedTurns(tx, territoryId)).length : 0,
    making: sight.edits
      ? makingOf(rota, absences, known.filter(isComing), names, { from, until })
      : null,
    can: { edit: sight.edits },
    now: now.toString(),
  }
}

/** What a change by hand is judged with, in the browser too. */
export function makingOf(
  rules: RotaRules,
  absences: readonly StoredAbsence[],
  turns: readonly RotaTurn[],
  names: ReadonlyMap<StaffId, string>,
  known: { readonly from: Instant; readonly until: Instant },
): Making {
  return {
    rules,
    absences: absences.map(({ staffId, kind, from, until }) => ({
      ...{ staffId, kind, from: from.toString() },
      until: until?.toString() ?? null,
    })),
    turns: turns.map((turn) => viewOf(turn, names)),
    from: known.from.toString(),
    until: known.until.toString(),
  }
}

/** A broken rule with the name of whom it concerns. */
export function brokenView(one: RuleBroken, names: ReadonlyMap<StaffId, string>): BrokenView {
  const name = names.get(one.staffId) ?? ''
  return { ...one, name, from: one.from.toString(), until: one.until.toString() }
}

/** A turn with the name of whose it is. */
export function viewOf(turn: RotaTurn, names: ReadonlyMap<StaffId, string>): TurnView {
  return {
    id: turn.id,
    staffId: turn.staffId,
    name: names.get(turn.staffId) ?? '',
    role: turn.role,
    level: turn.level,
    startsAt: turn.startsAt.toString(),
    endsAt: turn.endsAt.toString(),
    standing: turn.leaves ? 'leaves' : turn.state,
  }
}

/** The first instant of this month in Italy: turns are counted by the month. */
function monthBegins(now: Instant): Instant {
  return now
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .with({ day: 1 })
    .toZonedDateTime(ZONE)
    .toInstant()
}

/** The roles that some class of the territory calls. */
export function neededRoles(escalation: readonly EscalationPolicy[]): readonly RotaRole[] {
  const called = new Set(escalation.flatMap((one) => one.steps.map((step) => step.role)))
  return ROTA_ROLES.filter((role) => called.has(role))
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
