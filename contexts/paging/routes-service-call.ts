import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject } from '#platform/server/subject.ts'
import { FileParams } from './contract.ts'
import {
  FileServiceCallBody,
  ServiceCallBody,
  ServiceCallParams,
  ServiceCallReply,
  ThirdBody,
  WayReply,
} from './contract-service-call.ts'
import type { ServiceCall } from './model-service-call.ts'
import type { PagingNeeds } from './ports.ts'
import { findServiceCall } from './service-call-store.ts'
import { askServiceCall, endServiceCall, joinServiceCall, wayOf } from './service-calls.ts'
import { territoryOf } from './store.ts'

const viewOf = ({ id, state }: ServiceCall) => ({ id, state })

async function territoryOfCall(
  tx: Tx,
  { params }: { params: { callId: string } },
): Promise<TerritoryId | undefined> {
  const call = await findServiceCall(tx, params.callId, personActing(tx).staffId)
  return call?.territoryId as TerritoryId | undefined
}

/** Calls that show the number of the service: asked for, followed, ended. */
export function serviceCallRoutes(needs: PagingNeeds): readonly Route[] {
  const way = route({
    id: 'paging.callWay',
    method: 'GET',
    path: '/api/calls/way',
    summary: 'Come partono le telefonate di chi chiede: dal numero del servizio o dal proprio',
    may: 'territory.read',
    writes: 'desk',
    reply: { 200: WayReply },
    async run({ tx, may }) {
      const mayCall = may('call.connect', { territoryId: territoryOf(tx) }).allowed
      return { status: 200, body: await wayOf(tx, needs, personActing(tx), mayCall) }
    },
  })
  const call = route({
    id: 'paging.call',
    method: 'POST',
    path: '/api/calls',
    summary:
      'Telefona a un servizio, a un collega o a una struttura: chi risponde vede il numero del servizio',
    may: 'call.connect',
    writes: 'desk',
    body: ServiceCallBody,
    reply: { 201: ServiceCallReply },
    async run({ tx, body, may }) {
      const me = personActing(tx).staffId
      const made = await askServiceCall(tx, needs, { me, wanted: body, file: null, may })
      return { status: 201, body: viewOf(made) }
    },
  })
  const callForFile = route({
    id: 'paging.callForFile',
    method: 'POST',
    path: '/api/interventions/:id/calls',
    summary:
      'Lo stesso per un intervento: il numero lo cerca il sistema, la telefonata resta nel caso',
    may: 'call.connect',
    ...aboutSubject(needs.subjectOf),
    params: FileParams,
    body: FileServiceCallBody,
    reply: { 201: ServiceCallReply },
    async run({ tx, params, body, may }) {
      const me = personActing(tx).staffId
      const file = params.id as InterventionId
      const made = await askServiceCall(tx, needs, { me, wanted: body, file, may })
      return { status: 201, body: viewOf(made) }
    },
  })
  const read = route({
    id: 'paging.callState',
    method: 'GET',
    path: '/api/calls/:callId',
    summary: 'A che punto è una telefonata di chi chiede',
    may: 'call.connect',
    writes: 'none',
    params: ServiceCallParams,
    reply: { 200: ServiceCallReply },
    async run({ tx, params }) {
      const found = await findServiceCall(tx, params.callId, personActing(tx).staffId)
      if (!found) throw new NotFoundError('call')
      return { status: 200, body: viewOf(found) }
    },
  })
  const third = route({
    id: 'paging.joinCall',
    method: 'POST',
    path: '/api/calls/:callId/third',
    summary:
      'Fa entrare un terzo in una telefonata: parlano in tre, chi entra vede il numero del servizio',
    may: 'call.connect',
    writes: territoryOfCall,
    params: ServiceCallParams,
    body: ThirdBody,
    reply: { 201: ServiceCallReply },
    async run({ tx, params, body, may }) {
      const asked = { me: personActing(tx).staffId, wanted: body, may }
      return { status: 201, body: viewOf(await joinServiceCall(tx, needs, params.callId, asked)) }
    },
  })
  const end = route({
    id: 'paging.endCall',
    method: 'POST',
    path: '/api/calls/:callId/end',
    summary: 'Chiude una telefonata: i telefoni smettono di squillare',
    may: 'call.connect',
    writes: territoryOfCall,
    params: ServiceCallParams,
    reply: { 200: ServiceCallReply },
    async run({ tx, params }) {
      const ended = await endServiceCall(tx, params.callId, personActing(tx).staffId)
      if (!ended) throw new NotFoundError('call')
      return { status: 200, body: viewOf(ended) }
    },
  })
  return [way, call, callForFile, read, third, end]
}
