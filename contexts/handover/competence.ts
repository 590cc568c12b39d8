import { type Competence, competenceFor, italianDay } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { HandoverNeeds } from './needs.ts'

/** The competent service of a file, by residence or else by where the person was found, with the reason. */
export async function competenceOf(
  tx: Tx,
  needs: Pick<HandoverNeeds, 'whereaboutsOf'>,
  configuration: Configuration,
  id: InterventionId,
): Promise<Competence> {
  const { foundIn, residence } = await needs.whereaboutsOf(tx, id)
  return competenceFor(configuration, foundIn, residence, italianDay(tx.work.now))
}
