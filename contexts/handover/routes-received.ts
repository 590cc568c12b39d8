import { recordReading } from '#contexts/access/public.ts'
import { OpenedReply } from '#contexts/documents/contract.ts'
import {
  type DocumentNeeds,
  documentsOf,
  pdfPage,
  readDocument,
} from '#contexts/documents/public.ts'
import { titleOf } from '#contexts/documents/words.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import type { Page } from '#platform/server/page.ts'
import { type Route, route } from '#platform/server/route.ts'
import { recordAnswer } from './commands.ts'
import { FileParams, HandoverReply, OwnAnswerBody, PaperParams, ReceivedView } from './contract.ts'
import { type AnswerKind, type Handover, isReadable, PENDING } from './model.ts'
import { handoverPolicy } from './policy.ts'
import { receiversByBody } from './receivers.ts'
import { AnswerWords, openWords, PageOne } from './sealing.ts'
import { serviceToCall } from './service-to-call.ts'
import { findHandover, findHandoverRow, handoversOf, territoryOf } from './store.ts'

type Input = { readonly params: { readonly id: string } }

const facts = async (tx: Tx, { params }: Input): Promise<Facts | undefined> => {
  const row = await findHandoverRow(tx, params.id)
  return row && handoverPolicy.facts(row)
}
const writes = async (tx: Tx, input: Input) => (await facts(tx, input))?.territoryId

/** What a service, signed in for its own body, reads and answers. */
export function receivedRoutes(documents: DocumentNeeds): readonly Route[] {
  return [received, answer, paperRoute(documents)]
}

const received = route({
  id: 'handover.received',
  method: 'GET',
  path: '/api/handovers/:id',
  summary: 'Un passaggio ricevuto dal proprio ente: pagina uno, documenti e risposta',
  may: 'handover.receive',
  writes,
  facts,
  params: FileParams,
  reply: { 200: ReceivedView },
  async run({ tx, params }) {
    const state = await inSight(tx, params.id)
    await recordReading(tx, state.interventionId)
    return { status: 200, body: await receivedView(tx, state) }
  },
})

const answer = route({
  id: 'handover.answerOwn',
  method: 'POST',
  path: '/api/handovers/:id/answer',
  summary: 'Il servizio competente risponde a un passaggio',
  may: 'handover.receive',
  writes,
  facts,
  params: FileParams,
  body: OwnAnswerBody,
  reply: { 200: HandoverReply },
  async run({ tx, actor, now, params, body }) {
    const { interventionId } = await inSight(tx, params.id)
    const name = actor.kind === 'person' ? actor.name : ''
    const done = await recordAnswer(tx, interventionId, params.id, {
      kind: body.kind,
      how: 'app',
      at: now,
      words: { name, role: '', reason: body.reason, to: assigneeOf(body) },
    })
    return { status: 200, body: { id: done.id, state: done.state } }
  },
})

/** `/ricevuti/:id/:documentId`: a paper for a service that is signed in. */
export function receivedPaperPage(documents: DocumentNeeds): Page {
  return pdfPage('/ricevuti/:id/:documentId', paperRoute(documents))
}

/** The bytes of a paper that went with a handover. */
function paperRoute(documents: DocumentNeeds): Route {
  return route({
    id: 'handover.paper',
    method: 'GET',
    path: '/api/handovers/:id/documents/:documentId',
    summary: 'Un documento arrivato con un passaggio. L’apertura resta nel registro',
    may: 'handover.receive',
    writes,
    facts,
    params: PaperParams,
    reply: { 200: OpenedReply },
    async run({ tx, params }) {
      const state = await inSight(tx, params.id)
      if (!isReadable(state) || !state.documents.includes(params.documentId))
        throw new NotFoundError('document')
      const of = state.interventionId
      const { document, pdf } = await readDocument(tx, documents, of, params.documentId)
      return {
        status: 200,
        body: { name: `${document.number}.pdf`, pdf: pdf.toString('base64') },
      }
    },
  })
}

async function inSight(tx: Tx, id: string): Promise<Handover> {
  const state = await findHandover(tx, id)
  if (!state) throw new NotFoundError('handover')
  return state
}

/** Only an assignment has somebody to whom it goes. */
function assigneeOf({ kind, to }: { readonly kind: AnswerKind; readonly to: string }): string {
  return kind === 'assigned' ? to : ''
}

/** The office that leads beside which this one stands; null where it leads itself. */
async function leaderOf(tx: Tx, { interventionId, leads }: Handover): Promise<string | null> {
  if (leads) return null
  const all = await handoversOf(tx, interventionId)
  return all.find((one) => one.leads && isReadable(one))?.officeName ?? null
}

async function receivedView(tx: Tx, state: Handover): Promise<ReceivedView> {
  const shown = isReadable(state)
  const territory = territoryOf(tx)
  const papers = shown ? await documentsOf(tx, state.interventionId) : []
  const said = openWords(tx, AnswerWords, territory, state.sealedAnswer)
  return {
    id: state.id,
    fileNumber: state.fileNumber,
    officeName: state.officeName ?? '',
    state: state.state,
    sentAt: state.sentAt.toString(),
    page: (shown && openWords(tx, PageOne, territory, state.sealedPage)) || [],
    documents: papers
      .filter((one) => state.documents.includes(one.id))
      .map(({ id, kind, number }) => ({ id, number, title: titleOf(kind) })),
    answeredBy: said?.name ?? '',
    assignedTo: said?.to ?? '',
    ledBy: await leaderOf(tx, state),
    people: (await receiversByBody(tx)).get(state.bodyId ?? '')?.map(({ name }) => name) ?? [],
    call: serviceToCall(await readConfiguration(tx, territory)),
    can: { answer: PENDING.includes(state.state) },
  }
}
