import type { AccessEvent } from '#contexts/access/model.ts'
import { type AccessNeeds, pages as accessPages, accessRoutes } from '#contexts/access/public.ts'
import type { DocumentEvent } from '#contexts/documents/model.ts'
import * as documents from '#contexts/documents/public.ts'
import type { HandoverEvent } from '#contexts/handover/model.ts'
import * as handover from '#contexts/handover/public.ts'
import type { IntakeEvent } from '#contexts/intake/model-events.ts'
import * as intake from '#contexts/intake/public.ts'
import type { InterventionEvent } from '#contexts/interventions/model.ts'
import type { WorkEvent } from '#contexts/interventions/model-work.ts'
import * as interventions from '#contexts/interventions/public.ts'
import type { OncallEvent } from '#contexts/oncall/model.ts'
import * as oncall from '#contexts/oncall/public.ts'
import type { PageEvent } from '#contexts/paging/model.ts'
import * as paging from '#contexts/paging/public.ts'
import type { PeopleEvent } from '#contexts/people/model.ts'
import { peopleRoutes } from '#contexts/people/public.ts'
import type { PlacesEvent } from '#contexts/places/model-events.ts'
import * as places from '#contexts/places/public.ts'
import type { TerritoryEvent } from '#contexts/territory/model.ts'
import { routes as territoryRoutes } from '#contexts/territory/public.ts'
import type { TriageEvent } from '#contexts/triage/model.ts'
import { routes as triageRoutes } from '#contexts/triage/public.ts'
import type { Reaction } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import type { LiveView } from '#platform/server/live.ts'
import type { Page } from '#platform/server/page.ts'
import type { Route } from '#platform/server/route.ts'
import { documentFacts } from './document-facts.ts'
import { saidOf } from './people-said.ts'
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
  /** Ends what the room runs beside the server. */
  readonly stop?: () => Promise<void>
}

/** What rooms are given from outside. */
export type RoomNeeds = AccessNeeds &
  Pick<documents.DocumentNeeds, 'typesetter' | 'files'> &
  Pick<paging.PagingNeeds, 'telephone' | 'machine'> &
  Pick<oncall.DeskNeeds, 'work'>

/** The rooms, lower floors first. */
export function roomsOf(needs: RoomNeeds): readonly Room[] {
  const { dueKinds, dueView, liveViews, routes, subjectOf } = interventions
  const papers: documents.DocumentNeeds = { ...needs, subjectOf, factsOf: documentFacts }
  const passing = { subjectOf, documents: papers, whereaboutsOf, address: needs.address }
  const calling: paging.PagingNeeds = {
    subjectOf,
    briefOf: interventions.briefOf,
    lockOwners: interventions.lockOwnersForPage,
    worksHere: interventions.worksHereForPage,
    address: needs.address,
    telephone: needs.telephone,
    machine: needs.machine,
  }
  const searches = oncall.openSearchDesk(needs)
  return [
    { name: 'territory', routes: territoryRoutes },
    { name: 'access', routes: accessRoutes(needs), pages: accessPages },
    { name: 'triage', routes: triageRoutes },
    { name: 'people', routes: peopleRoutes({ subjectOf, saidOf }) },
    {
      name: 'oncall',
      routes: [
        ...oncall.routes,
        ...oncall.proposalRoutes(needs.machine),
        ...oncall.staffRoutes(needs),
        ...oncall.publishRoutes,
      ],
      pages: [oncall.contactPage()],
      dueKinds: [oncall.searchDueKind(searches, needs.machine)],
      dueView: oncall.dueView,
      stop: searches.stop,
    },
    {
      name: 'paging',
      routes: paging.pagingRoutes(calling),
      pages: [paging.answerLinkPage(calling)],
      dueKinds: paging.pagingDueKinds(calling),
      dueView: paging.dueView,
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
  ]
}

/** Every event that any room writes. */
export type AnyEvent =
  | TerritoryEvent
  | AccessEvent
  | TriageEvent
  | PeopleEvent
  | OncallEvent
  | PageEvent
  | DocumentEvent
  | HandoverEvent
  | PlacesEvent
  | InterventionEvent
  | WorkEvent
  | IntakeEvent

/** What follows an event: in its transaction (what an invariant needs), or after the commit (all else). */
type Follows = {
  readonly sameTransaction: readonly Reaction[]
  readonly afterCommit: readonly Reaction[]
}

const NOTHING: Follows = { sameTransaction: [], afterCommit: [] }

/** Every event type of every room stands here, maybe with nothing: forgetting one does not compile. */
const WIRING: Readonly<Record<AnyEvent['type'], Follows>> = {
  TerritoryOpened: NOTHING,
  ConfigurationChanged: NOTHING,

  SignedIn: NOTHING,
  SignInFailed: NOTHING,
  SignedOut: NOTHING,
  DeskLocked: NOTHING,
  DeskUnlocked: NOTHING,
  DeskChosen: NOTHING,
  StaffAdded: NOTHING,
  StaffChanged: { sameTransaction: [interventions.handOnAfterDeactivation], afterCommit: [] },
  GrantGiven: NOTHING,
  GrantEnded: { sameTransaction: [interventions.handOnAfterGrant], afterCommit: [] },
  InvitationSent: NOTHING,
  InvitationUsed: NOTHING,
  AccessDenied: NOTHING,
  CommandRefused: NOTHING,
  FileRead: NOTHING,

  // Triage is decided by commands of the room `interventions`, which write the file in the same breath.
  TriageDecided: NOTHING,
  NotPertinentConfirmed: NOTHING,
  NotPertinentRejected: NOTHING,
  NotPertinentLapsed: NOTHING,
  EmergencyCallRecorded: NOTHING,
  EmergencyServicePresent: NOTHING,
  FactsNoted: NOTHING,

  PersonWritten: NOTHING,
  PersonCorrected: NOTHING,
  PersonStruck: NOTHING,

  TurnAdded: NOTHING,
  TurnDrafted: NOTHING,
  RotaPublished: NOTHING,
  TurnRemoved: NOTHING,
  RotaAsked: NOTHING,
  RotaSearchStopped: NOTHING,
  RotaProposalApplied: NOTHING,
  RotaProposalDiscarded: NOTHING,
  ReachSet: NOTHING,
  StaffRecordSet: NOTHING,
  AbsenceAdded: NOTHING,
  AbsenceEnded: NOTHING,
  ContactTried: NOTHING,
  ContactWorks: NOTHING,

  PageStarted: NOTHING,
  OwnerNamed: NOTHING,
  StepEmpty: NOTHING,
  StepTaken: NOTHING,
  PersonCalled: NOTHING,
  CallEnded: NOTHING,
  PageDeclined: NOTHING,
  StepSkipped: NOTHING,
  PageAcknowledged: { sameTransaction: [interventions.answeredByPage], afterCommit: [] },
  // By commands of the room `interventions`, which have written the file before.
  PageSettled: NOTHING,

  DocumentIssued: NOTHING,
  DocumentOpened: NOTHING,

  HandoverSent: NOTHING,
  HandoverNotDue: NOTHING,
  HandoverReceived: NOTHING,
  HandoverAssigned: NOTHING,
  HandoverAccepted: { sameTransaction: [interventions.stayTakenOver], afterCommit: [] },
  HandoverPartlyAccepted: NOTHING,
  HandoverNotNeeded: NOTHING,
  HandoverReturned: { sameTransaction: [interventions.handoverReturned], afterCommit: [] },
  HandoverChased: NOTHING,
  HandoverToCall: NOTHING,
  HandoverCalled: NOTHING,
  HandoverUndelivered: NOTHING,
  HandoverReceipt: NOTHING,
  HandoverPageOpened: NOTHING,
  HandoverPaperOpened: NOTHING,
  HandoverShielded: NOTHING,
  HandoverUnanswered: NOTHING,

  FacilityAdded: NOTHING,
  FacilityChanged: NOTHING,
  AvailabilityDeclared: NOTHING,
  NeedWritten: NOTHING,
  FacilityCalled: NOTHING,
  PlaceDisclosed: NOTHING,
  FacilityRenamed: NOTHING,
  NeighbourAsked: NOTHING,
  UnmetNeedRecorded: NOTHING,
  SearchDue: { sameTransaction: [interventions.searchDue], afterCommit: [] },
  PlaceHeld: NOTHING,
  HoldExtended: NOTHING,
  HoldLapsed: { sameTransaction: [interventions.placeLapsed], afterCommit: [] },
  PlaceReleased: NOTHING,
  TitleRecorded: NOTHING,
  PlacementAuthorised: NOTHING,
  RatificationAwaited: NOTHING,
  PlacementRatified: NOTHING,
  PlacementNotRatified: {
    sameTransaction: [interventions.placeNotRatified],
    afterCommit: [],
  },
  ConfirmationAsked: NOTHING,
  PlaceConfirmed: NOTHING,
  PlaceRefused: { sameTransaction: [interventions.placementRefused], afterCommit: [] },
  ArrivalExpected: { sameTransaction: [interventions.placeSettled], afterCommit: [] },
  ArrivalOverdue: { sameTransaction: [interventions.arrivalOverdue], afterCommit: [] },
  PersonArrived: { sameTransaction: [interventions.placeSettled], afterCommit: [] },
  PersonDidNotArrive: { sameTransaction: [interventions.placeSettled], afterCommit: [] },
  StayWarned: {
    sameTransaction: [interventions.stayEnding, handover.stayOfAccepted(interventions.subjectOf)],
    afterCommit: [],
  },
  StayOverrun: {
    sameTransaction: [interventions.stayEnding, handover.stayOfAccepted(interventions.subjectOf)],
    afterCommit: [],
  },
  StayExtended: { sameTransaction: [interventions.placeSettled], afterCommit: [] },
  StayEnded: { sameTransaction: [interventions.placeSettled], afterCommit: [] },

  InterventionOpened: NOTHING,
  HeadChanged: { sameTransaction: [handover.shieldHandovers], afterCommit: [] },
  InterventionClassed: NOTHING,
  InterventionAnswered: NOTHING,
  AnswerFollows: NOTHING,
  AnswerCounts: NOTHING,
  InterventionHandedOn: NOTHING,
  NoteAdded: NOTHING,
  NoteCorrected: NOTHING,
  AuthorityCalled: NOTHING,
  AuthorityPresent: NOTHING,
  AuthoritiesFellDue: NOTHING,
  PatrolReleased: NOTHING,
  TargetMissed: NOTHING,
  AssessmentWritten: NOTHING,
  ObservationWritten: NOTHING,
  ObservationCorrected: NOTHING,
  TaskAdded: NOTHING,
  TaskDone: NOTHING,
  TaskFellDue: NOTHING,
  TaskLeftUndone: NOTHING,
  ReadBackGiven: NOTHING,
  InterventionReturned: NOTHING,
  InterventionReopened: NOTHING,
  InterventionClosed: { sameTransaction: [intake.forgetClosed], afterCommit: [] },

  ContactLogged: NOTHING,
  ContactWithdrawn: NOTHING,
  CallerVerified: NOTHING,
  DisclosureRefused: NOTHING,
  DisclosureReferred: NOTHING,
  CoordinatorTold: NOTHING,
  ForgetTermSet: NOTHING,
  ContactForgotten: NOTHING,
  ReportRegistered: NOTHING,
  ReportCompleted: NOTHING,
  PreviousContactsCounted: NOTHING,
}

function table(pick: (follows: Follows) => readonly Reaction[]) {
  return new Map(Object.entries<Follows>(WIRING).map(([type, follows]) => [type, pick(follows)]))
}

export const sameTransactionReactions = table((follows) => follows.sameTransaction)
export const afterCommitReactions = table((follows) => follows.afterCommit)
