import { provenPhone } from '#contexts/oncall/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { serviceNumber } from '#contexts/territory/service.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { phoneE164 } from '#platform/kernel/text.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { cancelMessages, connectTelephones, hangUp } from '#platform/server/outbox.ts'
import { isCarried } from '#platform/server/telephony.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { Third, Wanted, WayReply } from './contract-service-call.ts'
import { heard, isUnderWay, RING_SECONDS, type ServiceCall } from './model-service-call.ts'
import { calledNumber, type May } from './numbers.ts'
import type { PagingNeeds } from './ports.ts'
import {
  beginServiceCall,
  lockServiceCall,
  lockThird,
  moveServiceCall,
} from './service-call-store.ts'
import { territoryOf } from './store.ts'
import { followCall, tryUnderWay } from './support.ts'

/** How this person's calls leave here. At the desk of an operations room its exchange carries them. */
export async function wayOf(
  tx: Tx,
  needs: PagingNeeds,
  { staffId, grants }: PersonActor,
  mayCall: boolean,
): Promise<WayReply> {
  const territoryId = territoryOf(tx)
  const { service } = await readConfiguration(tx, territoryId)
  const isOperator = grants.some(
    (one) => one.territoryId === territoryId && one.role === 'operator',
  )
  const hasExchange = service.answers.kind === 'operations-room' && isOperator
  if (!mayCall || hasExchange) return { way: 'plain', hidePrefix: '' }
  const { hidePrefix } = service
  if (!isCarried(needs.telephone, 'connect')) return { way: 'own', hidePrefix }
  const own = await provenPhone(tx, territoryId, staffId)
  return { way: own === null ? 'own' : 'service', hidePrefix }
}

type Asking = {
  readonly me: StaffId
  readonly wanted: Wanted
  readonly file: InterventionId | null
  readonly may: May
}

/** Rings who asks on their own telephone, and then whom they want to call, who sees the number of the service. */
export async function askServiceCall(
  tx: Tx,
  needs: PagingNeeds,
  { me, wanted, file, may }: Asking,
): Promise<ServiceCall> {
  if (!isCarried(needs.telephone, 'connect')) throw new RefusalError('call-no-provider')
  // Whoever is called for a file stays who is called until this call is written.
  if (wanted.kind === 'support' && file !== null) await lockIntervention(tx, file)
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const own = await provenPhone(tx, territoryOf(tx), me)
  if (own === null) throw new RefusalError('call-own-phone')
  const to = await calledNumber(tx, needs, { configuration, wanted, file, may })
  const messageId = await connectTelephones(tx, {
    kind: 'connect',
    from: own,
    to,
    show: shownBy(configuration),
    until: needs.machine().add({ seconds: RING_SECONDS }).toString(),
  })
  const calledId = calledIdOf(wanted)
  const calledTry = wanted.kind === 'support' ? await tryUnderWay(tx, wanted.supportId) : null
  const asked = {
    ...{ staffId: me, whom: wanted.kind, calledId, calledTry, interventionId: file, joins: null },
  }
  const call = await beginServiceCall(tx, { ...asked, messageId })
  if (!call) throw new RefusalError('call-under-way')
  return call
}

type Joining = { readonly me: StaffId; readonly wanted: Third; readonly may: May }

/**
 * Rings a third telephone into a call in which two speak: a mediator, who works with them and the person hear each other.
 * Refuses `call-not-connected`, and `call-under-way` while another third telephone rings or is there.
 */
export async function joinServiceCall(
  tx: Tx,
  needs: PagingNeeds,
  id: string,
  { me, wanted, may }: Joining,
): Promise<ServiceCall> {
  const call = await lockServiceCall(tx, 'id', id)
  if (call?.staffId !== me) throw new NotFoundError('call')
  if (call.state !== 'connected' || call.joins !== null)
    throw new RefusalError('call-not-connected')
  if (!isCarried(needs.telephone, 'connect')) throw new RefusalError('call-no-provider')
  const file = call.interventionId
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const to = await calledNumber(tx, needs, { configuration, wanted, file, may })
  const own = await provenPhone(tx, territoryOf(tx), me)
  if (own === null) throw new RefusalError('call-own-phone')
  const messageId = await connectTelephones(tx, {
    ...{ kind: 'connect', from: own, to, show: shownBy(configuration), joins: call.messageId },
    until: needs.machine().add({ seconds: RING_SECONDS }).toString(),
  })
  const asked = { staffId: me, whom: wanted.kind, calledId: calledIdOf(wanted), calledTry: null }
  const third = { ...asked, interventionId: file, messageId, joins: call.id }
  const made = await beginServiceCall(tx, third)
  if (!made) throw new RefusalError('call-under-way')
  return made
}

function shownBy(configuration: Configuration): string {
  const number = serviceNumber(configuration)
  return phoneE164(number) ?? number
}

function calledIdOf(wanted: Wanted): string | null {
  if (wanted.kind === 'colleague') return wanted.staffId
  if (wanted.kind === 'support') return wanted.supportId
  return wanted.kind === 'facility' ? wanted.facilityId : null
}

/** What the provider reports of a call; nothing where the message was another one. */
export async function hearServiceCall(tx: Tx, messageId: string, event: string): Promise<void> {
  const call = await lockServiceCall(tx, 'message_id', messageId)
  const next = call && heard(call.state, event)
  if (call && next) await follow(tx, await moveServiceCall(tx, call, next))
}

/** A call to who helps with a file begins and ends their minutes; with a call its third telephone is over too. */
async function follow(tx: Tx, call: ServiceCall): Promise<void> {
  const { id, calledId, calledTry, state } = call
  const third = isUnderWay(state) ? undefined : await lockThird(tx, id)
  if (third) {
    await moveServiceCall(tx, third, 'ended')
    await endRinging(tx, third)
  }
  if (calledId !== null && calledTry !== null) await followCall(tx, calledId, calledTry, state)
}

/** The provider did not take the order, or has said nothing for too long: who waits for the call goes another way. */
export async function failServiceCall(tx: Tx, by: 'id' | 'message_id', key: string): Promise<void> {
  const call = await lockServiceCall(tx, by, key)
  const next = call && call.state !== 'connected' && heard(call.state, 'failed')
  if (!call || !next) return
  await moveServiceCall(tx, call, next)
  await endRinging(tx, call)
}

/** Who calls has thought better of it, or has said all. */
export async function endServiceCall(
  tx: Tx,
  id: string,
  me: StaffId,
): Promise<ServiceCall | undefined> {
  const call = await lockServiceCall(tx, 'id', id)
  if (call?.staffId !== me) return undefined
  if (!isUnderWay(call.state)) return call
  const ended = await moveServiceCall(tx, call, 'ended')
  await follow(tx, ended)
  await endRinging(tx, call)
  return ended
}

/** Nobody is wanted on this telephone any more: it stops ringing. Who is talking already talks on. */
export async function dropServiceCall(tx: Tx, call: ServiceCall): Promise<void> {
  if (call.state === 'connected') return
  await moveServiceCall(tx, call, 'ended')
  await endRinging(tx, call)
}

async function endRinging(tx: Tx, { messageId }: ServiceCall): Promise<void> {
  await cancelMessages(tx, [messageId])
  await hangUp(tx, [messageId])
}
