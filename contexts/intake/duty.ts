import { officeState } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { Territory } from '#contexts/territory/model.ts'
import { readTerritory } from '#contexts/territory/public.ts'
import { answerAt } from '#contexts/territory/service.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import { readSet } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'

/** Who answers now for a place, and until when. */
export type Duty = {
  readonly kind: 'operations-room' | 'on-call' | 'office'
  readonly label: string
  readonly phone: string
  readonly untilAt: Instant | null
}

/** The territory that the transaction writes in, with its configuration in force. */
export async function territoryInForce(tx: Tx): Promise<Territory> {
  const found = tx.work.territoryId && (await readTerritory(tx, tx.work.territoryId))
  if (!found) throw new NotFoundError('territory')
  return found
}

/** Who is in charge at an instant, for a municipality or while it is not known. */
export function dutyAt(
  configuration: Configuration,
  municipality: string | null,
  at: Instant,
): Duty {
  const { who, untilAt } = answerAt(configuration, municipality, at)
  if (who.kind === 'office') {
    return { kind: 'office', label: who.office.name, phone: who.office.phone, untilAt }
  }
  return { kind: who.kind, label: who.answerer.label, phone: who.answerer.phone, untilAt }
}

/**
 * When an office of the territory opens next; now, when one is open. Where no calendar says so, the next
 * morning at eight.
 */
export function nextOpening(configuration: Configuration, at: Instant): Instant {
  const openings = configuration.offices
    .filter((office) => office.kind === 'social-service')
    .flatMap((office) => {
      const state = officeState(configuration, office, at)
      if (state.open) return [at]
      return state.nextSwitchAt === null ? [] : [state.nextSwitchAt]
    })
  return openings.sort(Temporal.Instant.compare)[0] ?? nextMorning(at)
}

function nextMorning(at: Instant): Instant {
  const local = wallClock(at)
  const day = local.hour < 8 ? local : local.add({ days: 1 })
  return day
    .with({ hour: 8, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .toInstant()
}

/** The one territory of a reading: the one named, the desk's, or the only one. Refuses `choose-territory`. */
export function readTerritoryId(actor: Actor, named: string | undefined): TerritoryId | undefined {
  if (actor.kind !== 'person') return undefined
  const readable = readSet(actor)
  if (named !== undefined) return readable.find((id) => id === named)
  if (actor.desk !== null) return actor.desk
  if (readable.length === 1) return readable[0]
  throw new RefusalError('choose-territory', {}, 422)
}
