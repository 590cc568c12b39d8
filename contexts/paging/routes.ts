import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant, minutesBetween } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, subjectFor } from '#platform/server/subject.ts'
import { isCarried } from '#platform/server/telephony.ts'
import { wasCalled } from './attempt-store.ts'
import { answerPage, declinePage, recordCall, seePage, skipStep, startByHand } from './commands.ts'
import {
  CallBody,
  ColleaguesReply,
  DoneReply,
  FilePageReply,
  FileParams,
  MyPagesReply,
  PageParams,
  PassBody,
  ReceiptBody,
  SkipBody,
  TelephoneReportBody,
  TelephoneReportReply,
} from './contract.ts'
import { hearDevice, territoryOfReceipt } from './notices.ts'
import { colleaguesToPass, passCall } from './passing.ts'
import type { PagingNeeds } from './ports.ts'
import { serviceCallRoutes } from './routes-service-call.ts'
import { supportRoutes } from './routes-support.ts'
import { findPage } from './store.ts'
import { hearReport, territoryOfMessage } from './telephone.ts'
import { isAsked, pagesFor, pageView, toCallNow } from './views.ts'

/** How far the clock of a provider may be from ours; an older report could be somebody's repeat. */
const REPORT_MINUTES = 10
const DONE = { status: 200, body: { done: true } } as const

function fileRoutes(needs: PagingNeeds): readonly Route[] {
  const about = aboutSubject(needs.subjectOf)
  const path = '/api/interventions/:id/page'
  const idOf = (params: { id: string }) => params.id as InterventionId
  const view = route({
    id: 'paging.file',
    method: 'GET',
    path,
    summary: 'Chi è stato chiamato per un intervento, con che esito, e chi chiamare',
    may: 'page.read',
    ...about,
    params: FileParams,
    reply: { 200: FilePageReply },
    async run({ tx, now, params, may }) {
      const id = idOf(params)
      const subject = await subjectFor(tx, needs.subjectOf, id)
      const page = await pageView(tx, id)
      const works = !subject.isClosed && may('page.work', subject.facts).allowed
      const isOver = page === null || !page.isPending
      const mayCall = (await needs.briefOf(tx, id))?.mayCall === true
      const can = { start: works && isOver && mayCall, work: works && !isOver }
      const toCall = works && mayCall ? await toCallNow(tx, id, now) : []
      const isByHand = !isCarried(needs.telephone, 'voice')
      const asksMe = !isOver && (await isAsked(tx, id, personActing(tx).staffId))
      return { status: 200, body: { page, toCall, isByHand, asksMe, can } }
    },
  })
  const begin = route({
    id: 'paging.start',
    method: 'POST',
    path,
    summary: 'Chiama il reperibile',
    may: 'page.work',
    ...about,
    params: FileParams,
    reply: { 200: DoneReply },
    async run({ tx, params }) {
      await startByHand(tx, needs, idOf(params))
      return DONE
    },
  })
  const next = route({
    id: 'paging.skip',
    method: 'POST',
    path: '/api/interventions/:id/page/next',
    summary: 'Passa al successivo',
    may: 'page.work',
    ...about,
    params: FileParams,
    body: SkipBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      await skipStep(tx, needs, idOf(params), body)
      return DONE
    },
  })
  const call = route({
    id: 'paging.recordCall',
    method: 'POST',
    path: '/api/interventions/:id/page/calls',
    summary: 'Una chiamata fatta a mano, con il suo esito',
    may: 'page.work',
    ...about,
    params: FileParams,
    body: CallBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      await recordCall(tx, needs, idOf(params), body.staffId as StaffId, body.result)
      return DONE
    },
  })
  return [view, begin, next, call]
}

const territoryOfPage = async (tx: Tx, { params }: { params: { pageId: string } }) => {
  const page = await findPage(tx, params.pageId)
  if (!page) return undefined
  const row = await tx
    .selectFrom('paging.v_page')
    .select('territory_id')
    .where('id', '=', page.id)
    .executeTakeFirst()
  return (row?.territory_id ?? undefined) as TerritoryId | undefined
}

/** Who acts, when this page is theirs to answer: the number of a page alone opens no file. */
async function calledPerson(tx: Tx, pageId: string): Promise<StaffId> {
  const { staffId } = personActing(tx)
  if (await wasCalled(tx, pageId, staffId)) return staffId
  throw new RefusalError('not-allowed', { reason: 'not-called' }, 403)
}

function ownRoutes(needs: PagingNeeds): readonly Route[] {
  const mine = route({
    id: 'paging.mine',
    method: 'GET',
    path: '/api/pages/mine',
    summary: 'Le chiamate che aspettano una risposta da chi chiede',
    may: 'page.answer',
    writes: 'none',
    reply: { 200: MyPagesReply },
    async run({ tx, now }) {
      const pages = await pagesFor(tx, needs, personActing(tx).staffId)
      return { status: 200, body: { pages, now: now.toString() } }
    },
  })
  const yes = route({
    id: 'paging.acknowledge',
    method: 'POST',
    path: '/api/pages/:pageId/acknowledgement',
    summary: 'Rispondo io: chi è chiamato dice di sì',
    may: 'page.answer',
    writes: territoryOfPage,
    params: PageParams,
    reply: { 200: DoneReply },
    async run({ tx, params }) {
      const me = await calledPerson(tx, params.pageId)
      const answered = await answerPage(tx, needs, params.pageId, me, 'app')
      if (!answered.isFirst) throw new RefusalError('already-answered', { by: answered.by })
      return DONE
    },
  })
  const no = route({
    id: 'paging.decline',
    method: 'POST',
    path: '/api/pages/:pageId/declination',
    summary: 'Chi è chiamato dice che non può: è chiamata la persona successiva',
    may: 'page.answer',
    writes: territoryOfPage,
    params: PageParams,
    reply: { 200: DoneReply },
    async run({ tx, params }) {
      const me = await calledPerson(tx, params.pageId)
      await declinePage(tx, needs, params.pageId, me, 'app')
      return DONE
    },
  })
  const seen = route({
    id: 'paging.seen',
    method: 'POST',
    path: '/api/pages/:pageId/sighting',
    summary: 'Chi è chiamato ha la chiamata davanti, sullo schermo',
    may: 'page.answer',
    writes: territoryOfPage,
    params: PageParams,
    reply: { 200: DoneReply },
    async run({ tx, params }) {
      await seePage(tx, params.pageId, await calledPerson(tx, params.pageId))
      return DONE
    },
  })
  return [mine, seen, yes, no]
}

function passRoutes(needs: PagingNeeds): readonly Route[] {
  const who = route({
    id: 'paging.colleagues',
    method: 'GET',
    path: '/api/pages/:pageId/colleagues',
    summary: 'A chi può passare la chiamata chi è chiamato: prima chi è reperibile ora',
    may: 'page.answer',
    writes: territoryOfPage,
    params: PageParams,
    reply: { 200: ColleaguesReply },
    async run({ tx, params }) {
      const me = await calledPerson(tx, params.pageId)
      return { status: 200, body: { people: await colleaguesToPass(tx, params.pageId, me) } }
    },
  })
  const pass = route({
    id: 'paging.pass',
    method: 'POST',
    path: '/api/pages/:pageId/passing',
    summary: 'Passa la chiamata a: chi è chiamato nomina un collega, che è chiamato subito',
    may: 'page.answer',
    writes: territoryOfPage,
    params: PageParams,
    body: PassBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      const from = await calledPerson(tx, params.pageId)
      const to = body.to as StaffId
      await passCall(tx, needs, params.pageId, { from, to, way: 'app' })
      return DONE
    },
  })
  return [who, pass]
}

function telephoneRoute(needs: PagingNeeds): Route {
  return route({
    id: 'paging.telephone',
    method: 'POST',
    path: '/api/gateways/telephone',
    summary:
      'Il fornitore delle chiamate dice che cosa è stato di una chiamata; il testo è firmato',
    may: 'public',
    writes: (tx, { body }) => territoryOfMessage(tx, body.key),
    body: TelephoneReportBody,
    reply: { 200: TelephoneReportReply },
    async run({ tx, body }) {
      const { signature, ...report } = body
      const isFresh = Math.abs(minutesBetween(instant(body.at), needs.machine())) <= REPORT_MINUTES
      if (!isFresh || needs.telephone?.isSigned(report, signature) !== true)
        throw new RefusalError('not-allowed', { reason: 'signature' }, 403)
      return { status: 200, body: { say: await hearReport(tx, needs, report) } }
    },
  })
}

const receiptRoute = route({
  id: 'paging.receipt',
  method: 'POST',
  path: '/api/gateways/notices',
  summary:
    'Un dispositivo dice che un avviso è arrivato, o che chi lo ha premuto vede la pagina; la ricevuta vale una volta',
  may: 'public',
  writes: (tx, { body }) => territoryOfReceipt(tx, body.receipt),
  body: ReceiptBody,
  reply: { 200: DoneReply },
  async run({ tx, body }) {
    await hearDevice(tx, body.receipt)
    return DONE
  },
})

/** The operations of this room. */
export function pagingRoutes(needs: PagingNeeds): readonly Route[] {
  return [
    ...fileRoutes(needs),
    ...ownRoutes(needs),
    ...passRoutes(needs),
    ...serviceCallRoutes(needs),
    ...supportRoutes(needs),
    telephoneRoute(needs),
    receiptRoute,
  ]
}
