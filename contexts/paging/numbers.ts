import { reachesOf } from '#contexts/oncall/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { phoneE164 } from '#platform/kernel/text.ts'
import type { Facts, Verdict } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { subjectFor } from '#platform/server/subject.ts'
import type { Wanted } from './contract-service-call.ts'
import type { PagingNeeds } from './ports.ts'
import { territoryOf } from './store.ts'
import { supportNumber } from './support.ts'

export type May = (action: string, facts: Facts) => Verdict

type Sought = {
  readonly configuration: Configuration
  readonly wanted: Wanted
  readonly file: InterventionId | null
  readonly may: May
}

/**
 * The number to ring, in E.164. Only who may see a number may have it rung: whoever may not hears that it is not allowed,
 * and never whether there is one. Refuses `call-no-number`, and `call-not-wanted` by who must not be called back.
 */
export async function calledNumber(tx: Tx, needs: PagingNeeds, sought: Sought): Promise<string> {
  const found = await rawNumber(tx, needs, sought)
  const number = found === null || found === '' ? undefined : phoneE164(found)
  if (number === undefined) throw new RefusalError('call-no-number')
  return number
}

async function rawNumber(tx: Tx, needs: PagingNeeds, sought: Sought): Promise<string | null> {
  const { configuration, wanted, file, may } = sought
  const facts = await factsFor(tx, needs, file)
  const ask = (action: string) => allow(may, action, facts)
  switch (wanted.kind) {
    case 'listed':
      if (file !== null) ask('intervention.read')
      return listed(configuration).includes(wanted.phone) ? wanted.phone : null
    case 'colleague':
      ask('page.work')
      return await phoneOf(tx, wanted.staffId as StaffId)
    case 'facility':
      return await facilityPhone(tx, needs, wanted, (isSecret) => ask(seeing(isSecret, file)))
    case 'reporter':
      ask('report.read')
      return await reporterPhone(tx, needs, file)
    case 'recipient':
      ask('handover.send')
      return file && (await needs.numbers.recipient(tx, file, wanted.handoverId))
    case 'support':
      ask('file.write')
      return await supportNumber(tx, configuration, file, wanted.supportId)
  }
}

/** By what somebody sees the number of a facility: of a secret one only who is told where it is. */
function seeing(isSecret: boolean, file: InterventionId | null): string {
  if (isSecret) return 'place.disclose'
  return file === null ? 'facility.list' : 'place.read'
}

async function facilityPhone(
  tx: Tx,
  needs: PagingNeeds,
  { facilityId, part }: Extract<Wanted, { kind: 'facility' }>,
  ask: (isSecret: boolean) => void,
): Promise<string | null> {
  const found = await needs.numbers.facility(tx, facilityId, part)
  ask(found?.isSecret === true)
  return found?.phone ?? null
}

async function factsFor(tx: Tx, needs: PagingNeeds, file: InterventionId | null): Promise<Facts> {
  if (file === null) return { territoryId: territoryOf(tx) }
  return (await subjectFor(tx, needs.subjectOf, file)).facts
}

function allow(may: May, action: string, facts: Facts): void {
  const verdict = may(action, facts)
  if (!verdict.allowed) throw new RefusalError('not-allowed', { reason: verdict.reason }, 403)
}

async function phoneOf(tx: Tx, staffId: StaffId): Promise<string | null> {
  return (await reachesOf(tx, territoryOf(tx), [staffId])).get(staffId)?.phone ?? null
}

async function reporterPhone(
  tx: Tx,
  needs: PagingNeeds,
  file: InterventionId | null,
): Promise<string | null> {
  const found = file && (await needs.numbers.reporter(tx, file))
  if (!found) return null
  // Who asked not to be called may live with whom they reported.
  if (!found.mayCall) throw new RefusalError('call-not-wanted')
  return found.phone
}

/** Every number that the territory's settings publish: nobody has the service ring any other from the outside. */
function listed({
  access,
  offices,
  bodies,
  accredited,
  places,
  service,
}: Configuration): readonly string[] {
  return [
    ...offices.map((one) => one.phone),
    ...bodies.flatMap((one) => one.phone ?? []),
    ...accredited.flatMap((one) => one.phones),
    ...places.neighbours.map((one) => one.phone),
    ...access.channels.filter((one) => one.kind === 'number').map((one) => one.value),
    service.answers.phone,
    ...(service.outside ? [service.outside.phone] : []),
  ]
}
