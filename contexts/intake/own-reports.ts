import type * as z from 'zod'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readTerritory } from '#contexts/territory/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { readSet } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import type { OwnReport, OwnReportsReply, RespondersReply } from './contract.ts'
import { dutyAt } from './duty.ts'

const LIMIT = 100

/** The states of a file as who reported may know them: why it was closed is not theirs. */
function stateOf(state: string): OwnReport['state'] {
  if (state === 'closed') return 'closed'
  return state === 'working' || state === 'to-confirm' ? 'answered' : 'received'
}

/** What a person reported themselves, with whom to call about it; nothing of the file beside its number and state. */
export async function ownReports(
  tx: Tx,
  actor: PersonActor,
  now: Instant,
): Promise<z.input<typeof OwnReportsReply>> {
  const territories = await configurationsOf(tx, actor)
  const rows = await tx
    .selectFrom('intake.report as r')
    .innerJoin('intake.contact as c', (join) =>
      join.onRef('c.territory_id', '=', 'r.territory_id').onRef('c.id', '=', 'r.contact_id'),
    )
    .innerJoin('interventions.v_intervention as f', (join) =>
      join.onRef('f.territory_id', '=', 'r.territory_id').onRef('f.id', '=', 'r.intervention_id'),
    )
    .select(['r.territory_id', 'r.intervention_id', 'r.municipality', 'r.received_at'])
    .select(['f.number', 'f.state'])
    .where('c.taken_by', '=', actor.staffId)
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(LIMIT)
    .execute()
  const reports = rows.flatMap((row) => {
    const configuration = territories.get(row.territory_id)
    if (configuration === undefined) return []
    return {
      interventionId: row.intervention_id,
      number: row.number ?? '',
      receivedAt: row.received_at.toString(),
      state: stateOf(row.state ?? ''),
      responder: responderOf(configuration, row.municipality, now),
    }
  })
  return { reports }
}

/** Whom to call now in each territory of a person. */
export async function respondersFor(
  tx: Tx,
  actor: PersonActor,
  now: Instant,
): Promise<z.input<typeof RespondersReply>> {
  const territories = await configurationsOf(tx, actor)
  return { responders: [...territories.values()].map((one) => responderOf(one, null, now)) }
}

function responderOf(configuration: Configuration, municipality: string | null, now: Instant) {
  const { label, phone } = dutyAt(configuration, municipality, now)
  return { label, phone }
}

async function configurationsOf(
  tx: Tx,
  actor: PersonActor,
): Promise<ReadonlyMap<string, Configuration>> {
  const found = new Map<string, Configuration>()
  for (const id of readSet(actor)) {
    const territory = await readTerritory(tx, id)
    if (territory) found.set(id, territory.configuration)
  }
  return found
}
