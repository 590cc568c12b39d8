import type * as z from 'zod'
import { recordReading } from '#contexts/access/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, type SubjectPort, subjectFor } from '#platform/server/subject.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { expectPlaceArrival, recordArrival, recordNoShow } from './arrivals.ts'
import {
  authorisePlace,
  confirmPlace,
  extendPlace,
  recordFacilityCall,
  refuseHeldPlace,
  releasePlace,
  titlePlace,
} from './commands.ts'
import { askForConfirmation, discloseFacility } from './confirmation.ts'
import {
  ArrivalBody,
  AuthorisationBody,
  CallBody,
  Disclosure,
  Done,
  EndBody,
  ExpectBody,
  ExtendHoldBody,
  FacilityOfFileParams,
  FileParams,
  NeedBody,
  PlacementParams,
  PlacesView,
  RefusalBody,
  ReleaseBody,
  StayBody,
  TitleBody,
  UnmetBody,
  VoiceBody,
} from './contract.ts'
import { NeighbourBody } from './contract-neighbour.ts'
import { writeNeed } from './need.ts'
import { recordNeighbour } from './neighbours.ts'
import { facilityRoutes } from './routes-facility.ts'
import { ratifyRoutes } from './routes-ratify.ts'
import { extendPlaceStay, recordStayEnd } from './stays.ts'
import { recordUnmet } from './unmet.ts'
import { placesView } from './views.ts'

/** What this room asks of those who put the server together. */
type PlacesNeeds = {
  readonly subjectOf: SubjectPort
  /** The service that accepted the file, which sees to the stay from then on; null before. */
  readonly acceptedBy: (tx: Tx, file: InterventionId) => Promise<string | null>
  /** Scheme and host for links in mails. */
  readonly address: () => string
}

type About = { readonly file: InterventionId; readonly id: string }
const DONE = { status: 200, body: { done: true } } as const

/** The routes of this room. */
export function placesRoutes(needs: PlacesNeeds): readonly Route[] {
  return [
    ...fileRoutes(needs),
    ...placementRoutes(needs),
    ...facilityRoutes(needs),
    ...ratifyRoutes(needs.subjectOf),
  ]
}

/** Refuses `intervention-closed`; under the file's lock, so that it cannot be closed in between. */
async function needOpen(tx: Tx, subjectOf: SubjectPort, file: InterventionId): Promise<void> {
  await lockIntervention(tx, file)
  const { isClosed } = await subjectFor(tx, subjectOf, file)
  if (isClosed) throw new RefusalError('intervention-closed')
}

function fileRoutes({ subjectOf, acceptedBy }: PlacesNeeds): readonly Route[] {
  const about = aboutSubject(subjectOf)
  return [
    route({
      id: 'places.file',
      method: 'GET',
      path: '/api/interventions/:id/places',
      summary: 'Il posto di un intervento: per chi si cerca, chi può accogliere, chi ha detto sì',
      may: 'place.read',
      params: FileParams,
      reply: { 200: PlacesView },
      ...about,
      async run({ tx, params, may }) {
        const file = params.id as InterventionId
        await recordReading(tx, file)
        const { facts } = await subjectFor(tx, subjectOf, file)
        const can = {
          work: may('place.work', facts).allowed,
          disclose: may('place.disclose', facts).allowed,
          mayRead: may('intervention.read-words', facts).allowed,
        }
        const view = await placesView(tx, file, facts, can)
        return { status: 200, body: { ...view, followedBy: await acceptedBy(tx, file) } }
      },
    }),
    route({
      id: 'places.writeNeed',
      method: 'PUT',
      path: '/api/interventions/:id/places/need',
      summary: 'Per chi si cerca un posto: fatti senza nomi',
      may: 'place.work',
      params: FileParams,
      body: NeedBody,
      reply: { 200: Done },
      ...about,
      async run({ tx, params, body }) {
        await writeNeed(tx, params.id as InterventionId, body)
        return DONE
      },
    }),
    route({
      id: 'places.recordCall',
      method: 'POST',
      path: '/api/interventions/:id/places/calls',
      summary: 'La telefonata a una struttura; con il sì il posto è opzionato',
      may: 'place.work',
      params: FileParams,
      body: CallBody,
      reply: { 200: Done },
      ...about,
      async run({ tx, params, body }) {
        await needOpen(tx, subjectOf, params.id as InterventionId)
        await recordFacilityCall(tx, params.id as InterventionId, body)
        return DONE
      },
    }),
    route({
      id: 'places.recordUnmet',
      method: 'POST',
      path: '/api/interventions/:id/places/unmet',
      summary: 'Bisogno senza risposta: nessun posto idoneo, con i motivi',
      may: 'place.work',
      params: FileParams,
      body: UnmetBody,
      reply: { 200: Done },
      ...about,
      async run({ tx, params, body }) {
        await recordUnmet(tx, params.id as InterventionId, body)
        return DONE
      },
    }),
    route({
      id: 'places.askNeighbour',
      method: 'POST',
      path: '/api/interventions/:id/places/neighbours',
      summary:
        'La telefonata a un servizio vicino quando qui non c’è posto, o perché non si chiede',
      may: 'place.work',
      params: FileParams,
      body: NeighbourBody,
      reply: { 200: Done },
      ...about,
      async run({ tx, params, body }) {
        await recordNeighbour(tx, params.id as InterventionId, body)
        return DONE
      },
    }),
    route({
      id: 'places.disclose',
      method: 'POST',
      path: '/api/interventions/:id/facilities/:facilityId/disclosure',
      summary: 'Dove si trova una struttura protetta; ogni visione resta sul registro',
      may: 'place.disclose',
      params: FacilityOfFileParams,
      reply: { 200: Disclosure },
      ...about,
      async run({ tx, params }) {
        const found = await discloseFacility(tx, params.id as InterventionId, params.facilityId)
        return { status: 200, body: found }
      },
    }),
  ]
}

function placementRoutes({ subjectOf, address }: PlacesNeeds): readonly Route[] {
  const about = aboutSubject(subjectOf)
  const command = <B extends z.ZodType | undefined = undefined>(spec: {
    readonly id: string
    readonly verb: string
    readonly summary: string
    readonly body?: B
    readonly run: (
      tx: Tx,
      about: About,
      body: B extends z.ZodType ? z.output<B> : undefined,
    ) => Promise<void>
  }): Route =>
    route({
      id: `places.${spec.id}`,
      method: 'POST',
      path: `/api/interventions/:id/placements/:placementId/${spec.verb}`,
      summary: spec.summary,
      may: 'place.work',
      params: PlacementParams,
      ...(spec.body ? { body: spec.body } : {}),
      reply: { 200: Done },
      ...about,
      async run({ tx, params, body }) {
        const file = params.id as InterventionId
        await spec.run(tx, { file, id: params.placementId }, body as never)
        return DONE
      },
    })
  return [
    command({
      id: 'extendHold',
      verb: 'extension',
      summary: 'Proroga di un posto opzionato',
      body: ExtendHoldBody,
      run: (tx, on, { minutes }) => extendPlace(tx, on, minutes),
    }),
    command({
      id: 'release',
      verb: 'release',
      summary: 'Rilascia il posto prima dell’arrivo',
      body: ReleaseBody,
      run: (tx, on, { reason }) => releasePlace(tx, on, reason),
    }),
    command({
      id: 'recordTitle',
      verb: 'title',
      summary: 'Il titolo con cui entrano i minori',
      body: TitleBody,
      run: (tx, on, { title }) => titlePlace(tx, on, title),
    }),
    command({
      id: 'authorise',
      verb: 'authorisation',
      summary: 'Chi autorizza un posto fuori convenzione, o perché è da ratificare',
      body: AuthorisationBody,
      run: (tx, on, { mode, words }) => authorisePlace(tx, on, mode, words),
    }),
    command({
      id: 'askConfirmation',
      verb: 'confirmation-link',
      summary: 'Chiede alla struttura di confermare per scritto',
      run: (tx, on) => askForConfirmation(tx, on, address()),
    }),
    command({
      id: 'confirm',
      verb: 'confirmation',
      summary: 'La struttura conferma a voce',
      body: VoiceBody,
      run: async (tx, on, said) => {
        await needOpen(tx, subjectOf, on.file)
        await confirmPlace(tx, on, { ...said, way: 'voice' })
      },
    }),
    command({
      id: 'refuse',
      verb: 'refusal',
      summary: 'La struttura ritira il sì a voce',
      body: RefusalBody,
      run: (tx, on, said) => refuseHeldPlace(tx, on, { ...said, way: 'voice' }),
    }),
    command({
      id: 'arrive',
      verb: 'arrival',
      summary: 'Sono arrivati: parte l’orologio della permanenza',
      body: ArrivalBody,
      run: (tx, on, { arrivedAt }) => recordArrival(tx, on, arrivedAt),
    }),
    command({
      id: 'expect',
      verb: 'expected',
      summary: 'Tra quanti minuti sono attesi, se non è l’ora di prima',
      body: ExpectBody,
      run: (tx, on, { arrivesIn }) => expectPlaceArrival(tx, on, arrivesIn),
    }),
    command({ id: 'noShow', verb: 'no-show', summary: 'Mancato arrivo', run: recordNoShow }),
    command({
      id: 'extendStay',
      verb: 'stay',
      summary: 'Proroga della permanenza',
      body: StayBody,
      run: (tx, on, { hours }) => extendPlaceStay(tx, on, hours),
    }),
    command({
      id: 'endStay',
      verb: 'ending',
      summary: 'La permanenza è finita',
      body: EndBody,
      run: (tx, on, { reason }) => recordStayEnd(tx, on, reason),
    }),
  ]
}
