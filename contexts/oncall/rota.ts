import { namesOf } from '#contexts/access/public.ts'
import type { EscalationPolicy } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { RotaPerson, RotaReply, TurnView } from './contract.ts'
import { gapsIn, ROTA_ROLES, type RotaRole, type Turn } from './model.ts'
import { rulesBroken } from './model-rules.ts'
import { reachesOf } from './reach-store.ts'
import { rolesHere } from './staff.ts'
import { absencesIn } from './staff-store.ts'
import { turnsBetween } from './store.ts'

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
  const known = await turnsBetween(tx, territoryId, from, until)
  const turns = known.filter((turn) => !notAfter(turn.endsAt, now))
  const absences = await absencesIn(tx, territoryId, wallClock(from).toPlainDate())
  const people = await peopleIn(tx, territoryId, sight.calls)
  const gone = known.map((turn) => turn.staffId)
  // A turn of somebody whose role has ended covers nothing: nobody would be called in it.
  const held = new Set(people.flatMap(({ id, roles }) => roles.map((role) => `${id} ${role}`)))
  const standing = turns.filter((turn) => held.has(`${turn.staffId} ${turn.role}`))
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
    broken: rulesBroken(known, rota, { from, until }, absences)
      .filter((one) => !notAfter(one.until, now))
      .map((one) => ({
        ...one,
        name: names.get(one.staffId) ?? '',
        from: one.from.toString(),
        until: one.until.toString(),
      })),
    can: { edit: sight.edits },
    now: now.toString(),
  }
}

function viewOf(turn: Turn, names: ReadonlyMap<StaffId, string>): TurnView {
  return {
    id: turn.id,
    staffId: turn.staffId,
    name: names.get(turn.staffId) ?? '',
    role: turn.role,
    level: turn.level,
    startsAt: turn.startsAt.toString(),
    endsAt: turn.endsAt.toString(),
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
function neededRoles(escalation: readonly EscalationPolicy[]): readonly RotaRole[] {
  const called = new Set(escalation.flatMap((one) => one.steps.map((step) => step.role)))
  return ROTA_ROLES.filter((role) => called.has(role))
}

/** Those who hold a role of the rota here, by name. */
async function peopleIn(tx: Tx, territoryId: TerritoryId, calls: boolean): Promise<RotaPerson[]> {
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
