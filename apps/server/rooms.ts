import { type AccessNeeds, pages as accessPages, accessRoutes } from '#contexts/access/public.ts'
import * as documents from '#contexts/documents/public.ts'
import * as handover from '#contexts/handover/public.ts'
import * as intake from '#contexts/intake/public.ts'
import * as interventions from '#contexts/interventions/public.ts'
import * as oncall from '#contexts/oncall/public.ts'
import * as paging from '#contexts/paging/public.ts'
import { peopleRoutes } from '#contexts/people/public.ts'
import * as places from '#contexts/places/public.ts'
import * as shifts from '#contexts/shifts/public.ts'
import * as switchboard from '#contexts/switchboard/public.ts'
import { routes as territoryRoutes } from '#contexts/territory/public.ts'
import { routes as triageRoutes } from '#contexts/triage/public.ts'
import type { Heard } from '#platform/gateways/messenger.ts'
import type { Tx } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import type { LiveNudge, LiveView } from '#platform/server/live.ts'
import type { Page } from '#platform/server/page.ts'
import type { Route } from '#platform/server/route.ts'
import { documentFacts } from './document-facts.ts'
import { languageSaid, saidOf } from './people-said.ts'
import { whereaboutsOf } from './whereabouts.ts'

/** What a room brings to the server. */
export type Room = {
  readonly name: string
  readonly routes: readonly Route[]
  readonly pages?: readonly Page[]
  readonly dueKinds?: readonly DueKind[]
  /** The view that says what falls due, for the sweeper. */
  readonly dueView?: string
  readonly liveViews?: readonly LiveView[]
  readonly liveNudge?: LiveNudge
  /** Hears what a provider of calls or messages says, and answers what is to be said to whoever is on the line. */
  readonly hear?: (tx: Tx, said: Said) => Promise<string | null>
  /** Ends what the room runs beside the server. */
  readonly stop?: () => Promise<void>
}

/** What rooms are given from outside. */
type RoomNeeds = AccessNeeds &
  Pick<documents.DocumentNeeds, 'typesetter' | 'files'> &
  Pick<paging.PagingNeeds, 'telephone' | 'machine'> &
  Pick<oncall.DeskNeeds, 'work'> &
  oncall.DeviceNeeds

/** What a provider says of a message. */
export type Said = { readonly key: string } & Heard

/** The rooms, lower floors first. */
export function roomsOf(needs: RoomNeeds): readonly Room[] {
  const { dueKinds, dueView, liveViews, routes, subjectOf } = interventions
  const papers: documents.DocumentNeeds = { ...needs, subjectOf, factsOf: documentFacts }
  const passing = { subjectOf, documents: papers, whereaboutsOf, address: needs.address }
  const calling: paging.PagingNeeds = {
    subjectOf,
    briefOf: interventions.briefOf,
    languageSaid,
    lockOwners: interventions.lockOwnersForPage,
    worksHere: interventions.worksHereForPage,
    address: needs.address,
    telephone: needs.telephone,
    sendsNotices: needs.push !== undefined,
    machine: needs.machine,
    numbers: {
      facility: places.facilityPhone,
      reporter: intake.reporterPhone,
      recipient: handover.recipientPhone,
    },
  }
  const ringing: switchboard.SwitchboardNeeds = {
    reportLost: intake.reportLostCall,
    takeLost: interventions.takeLostCall,
    answeredAmong: interventions.answeredAmong,
  }
  const searches = oncall.openSearchDesk(needs)
  return [
    {
      name: 'territory',
      routes: territoryRoutes,
      liveNudge: { room: 'territory', topic: 'territory', isForAll: true },
    },
    { name: 'access', routes: accessRoutes(needs), pages: accessPages },
    { name: 'triage', routes: triageRoutes },
    { name: 'people', routes: peopleRoutes({ subjectOf, saidOf }) },
    {
      name: 'oncall',
      routes: [
        ...oncall.routes,
        ...oncall.proposalRoutes(needs.machine),
        ...oncall.staffRoutes(needs),
        ...oncall.deviceRoutes(needs),
        ...oncall.drillRoutes(needs),
        ...oncall.publishRoutes,
        ...oncall.swapRoutes,
        ...oncall.feedRoutes(needs),
        ...oncall.countsRoutes(paging.callsOf, paging.helpOf),
        ...oncall.importRoutes,
      ],
      pages: [oncall.contactPage(), oncall.calendarPage()],
      dueKinds: [oncall.searchDueKind(searches, needs.machine), ...oncall.drillDueKinds(needs)],
      dueView: oncall.dueView,
      stop: searches.stop,
    },
    {
      name: 'paging',
      routes: [...paging.pagingRoutes(calling), ...paging.planRoutes(calling)],
      pages: [paging.answerLinkPage(calling)],
      dueKinds: paging.pagingDueKinds(calling),
      hear: (tx, said) => paging.hearReport(tx, calling, said),
      dueView: paging.dueView,
    },
    {
      name: 'switchboard',
      routes: switchboard.switchboardRoutes(ringing),
      dueKinds: switchboard.switchboardDueKinds(ringing),
      dueView: switchboard.dueView,
      liveNudge: { room: 'switchboard', topic: 'calls' },
    },
    {
      name: 'documents',
      routes: documents.documentsRoutes(papers),
      pages: [documents.downloadPage(papers)],
    },
    {
      name: 'places',
      routes: places.placesRoutes({
        subjectOf,
        address: needs.address,
        acceptedBy: handover.acceptedBy,
      }),
      pages: [places.confirmPage({ subjectOf })],
      dueKinds: places.dueKinds,
      dueView: places.dueView,
    },
    {
      name: 'handover',
      routes: handover.handoverRoutes(passing),
      pages: [
        handover.answerPage(),
        handover.paperPage(passing),
        handover.receivedPaperPage(papers),
      ],
      dueKinds: handover.dueKinds(passing),
      dueView: handover.dueView,
    },
    { name: 'interventions', routes, dueKinds, dueView, liveViews },
    { name: 'intake', routes: intake.routes, dueKinds: intake.dueKinds, dueView: intake.dueView },
    {
      ...{ name: 'shifts', routes: shifts.routes, pages: [shifts.envelopePage()] },
      ...{ dueKinds: shifts.dueKinds, dueView: shifts.dueView },
    },
  ]
}
