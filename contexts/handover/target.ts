import { officeOf } from '#contexts/territory/competence.ts'
import type { Configuration, Office } from '#contexts/territory/configuration.ts'
import { bodyIdsOf } from '#contexts/territory/public.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { competenceOf } from './competence.ts'
import type { ChosenBy, Handover } from './model.ts'
import type { HandoverNeeds } from './needs.ts'
import type { SendOrder } from './send-order.ts'
import { territoryOf } from './store.ts'

/** Where an order goes, and why there. */
export type Target = {
  /** By whose days and hours it is waited for; of a service outside, of the office of the place of finding. */
  readonly hours: Office | undefined
  /** Whose mailboxes it goes to: none of the territory where the service is outside it. */
  readonly office: Office | undefined
  readonly officeKey: string | null
  readonly officeName: string
  readonly bodyId: Handover['bodyId']
  readonly competence: ChosenBy
  readonly municipality: string | null
}

/** The office of an order with the rule that found it. Refuses `office-unknown`. */
export async function targetOf(
  tx: Tx,
  needs: HandoverNeeds,
  configuration: Configuration,
  { to, interventionId }: Pick<SendOrder, 'to' | 'interventionId'>,
): Promise<Target> {
  const found = await competenceOf(tx, needs, configuration, interventionId)
  if ('outsideName' in to) {
    const competence = found.officeKey === null ? found.reason : 'chosen'
    return {
      hours: officeOf(configuration, found.meanwhile),
      office: undefined,
      officeKey: null,
      officeName: to.outsideName,
      bodyId: null,
      competence,
      municipality: found.municipality,
    }
  }
  const office = officeOf(configuration, to.officeKey)
  if (!office) throw new RefusalError('office-unknown')
  const bodies = await bodyIdsOf(tx, territoryOf(tx))
  return {
    hours: office,
    office,
    officeKey: office.key,
    officeName: office.name,
    bodyId: bodies.get(office.body) ?? null,
    competence: office.key === found.officeKey ? found.reason : 'chosen',
    municipality: office.municipality,
  }
}
