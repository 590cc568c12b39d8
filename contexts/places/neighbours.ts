import { namesOf } from '#contexts/access/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError } from '#platform/server/errors.ts'
import { staffActing } from '#platform/server/person.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { NeighbourInput, NeighboursView } from './contract-neighbour.ts'
import type { NeighbourResult } from './model-words.ts'
import { appendSearch } from './need.ts'
import { territoryOf } from './written-in.ts'

const PURPOSE = 'place-neighbour'

/**
 * A service of another territory was asked by telephone for a place, or nobody asks one and says why. Nothing leaves by
 * itself: the notice of costs, too, is somebody's own act (Q9). 400 where an answer has no service or no words.
 */
export async function recordNeighbour(
  tx: Tx,
  file: InterventionId,
  input: NeighbourInput,
): Promise<void> {
  check(input)
  await lockIntervention(tx, file)
  const { now, random, vault } = tx.work
  const territoryId = territoryOf(tx)
  const id = uuid7(now, random)
  const by = staffActing(tx)
  const { service, result, name } = input
  await appendSearch(
    tx,
    file,
    { type: 'NeighbourAsked', data: { service, result, by } },
    { id, version: 1 },
  )
  await tx
    .insertInto('places.neighbour_call')
    .values({
      territory_id: territoryId,
      id,
      intervention_id: file,
      service: service === '' ? '—' : service,
      result,
      said_name: name,
      sealed_note: input.note ? vault.seal(territoryId, PURPOSE, input.note) : null,
      called_by: by,
      called_at: now,
    })
    .execute()
}

function check({ result, service, name, note }: NeighbourInput): void {
  const wrong: { path: string; code: string }[] = []
  const required = (path: string, text: string) => {
    if (text === '') wrong.push({ path, code: 'required' })
  }
  if (result === 'not-asked') required('note', note)
  else required('service', service)
  if (result === 'yes' || result === 'no') required('name', name)
  if (wrong.length > 0) throw new BadInputError(wrong)
}

/** Whom to ring outside, and what was answered so far, newest first. */
export async function neighboursView(
  tx: Tx,
  territoryId: string,
  file: InterventionId,
): Promise<NeighboursView> {
  const { places } = await readConfiguration(tx, territoryId)
  const rows = await tx
    .selectFrom('places.neighbour_call')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('called_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const names = await namesOf(
    tx,
    rows.map((row) => row.called_by as StaffId),
  )
  return {
    services: places.neighbours.map((one) => ({ ...one })),
    calls: rows.map((row) => ({
      id: row.id,
      service: row.service,
      result: row.result as NeighbourResult,
      name: row.said_name,
      note: row.sealed_note ? tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_note) : '',
      calledAt: row.called_at.toString(),
      by: names.get(row.called_by as StaffId) ?? '',
    })),
  }
}
