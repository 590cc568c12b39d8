import type { AccessEvent } from '#contexts/access/model.ts'
import type { DocumentEvent } from '#contexts/documents/model.ts'
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
import type { ServiceCallEvent } from '#contexts/paging/model-service-call.ts'
import type { SupportEvent } from '#contexts/paging/model-support.ts'
import type { PeopleEvent } from '#contexts/people/model.ts'
import type { PlacesEvent } from '#contexts/places/model-events.ts'
import type { ShiftEvent } from '#contexts/shifts/model.ts'
import * as shifts from '#contexts/shifts/public.ts'
import type { SwitchboardEvent } from '#contexts/switchboard/model.ts'
import type { TerritoryEvent } from '#contexts/territory/model.ts'
import type { TriageEvent } from '#contexts/triage/model.ts'
import type { Reaction } from '#platform/server/db.ts'

/** Every event that any room writes. */
export type AnyEvent =
  | TerritoryEvent
  | AccessEvent
  | TriageEvent
  | PeopleEvent
  | OncallEvent
  | PageEvent
  | SwitchboardEvent
  | ServiceCallEvent
  | SupportEvent
  | DocumentEvent
  | HandoverEvent
  | PlacesEvent
  | InterventionEvent
  | WorkEvent
  | IntakeEvent
  | ShiftEvent

/** What follows an event: in its transaction (what an invariant needs), or after the commit (all else). */
type Follows = {
  readonly sameTransaction: readonly Reaction[]
  readonly afterCommit: readonly Reaction[]
}

const NOTHING: Follows = { sameTransaction: [], afterCommit: [] }
const DRILL_PLANNED: Follows = { sameTransaction: [oncall.planDrill], afterCommit: [] }
const ROTA_MOVES: Follows = { sameTransaction: [shifts.followRota], afterCommit: [] }

/** Every event type of every room stands here, maybe with nothing: forgetting one does not compile. */
const WIRING: Readonly<Record<AnyEvent['type'], Follows>> = {
  TerritoryOpened: DRILL_PLANNED,
  ConfigurationChanged: DRILL_PLANNED,

  SignedIn: NOTHING,
  SignInFailed: NOTHING,
  SignedOut: NOTHING,
  DeskLocked: NOTHING,
  DeskUnlocked: NOTHING,
  DeskChosen: NOTHING,
  StaffAdded: NOTHING,
  StaffChanged: {
    sameTransaction: [interventions.handOnAfterDeactivation, oncall.askForDeactivated],
    afterCommit: [],
  },
  GrantGiven: NOTHING,
  GrantEnded: {
    sameTransaction: [interventions.handOnAfterGrant, oncall.askForLeaver],
    afterCommit: [],
  },
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

  TurnAdded: ROTA_MOVES,
  TurnDrafted: NOTHING,
  RotaPublished: ROTA_MOVES,
  TurnRemoved: ROTA_MOVES,
  RotaAsked: NOTHING,
  RotaSearchStopped: NOTHING,
  RotaProposalApplied: NOTHING,
  RotaProposalDiscarded: NOTHING,
  ReachSet: NOTHING,
  SwapAsked: NOTHING,
  SwapAnswered: ROTA_MOVES,
  TurnTakenOver: ROTA_MOVES,
  DrillStarted: NOTHING,
  ContactDrilled: NOTHING,
  DrillUnanswered: NOTHING,
  ContactFailed: NOTHING,
  FeedMade: NOTHING,
  FeedEnded: NOTHING,
  StaffRecordSet: NOTHING,
  AbsenceAdded: NOTHING,
  AbsenceEnded: NOTHING,
  ContactTried: NOTHING,
  ContactWorks: NOTHING,
  DeviceAdded: NOTHING,
  DeviceEnded: NOTHING,

  PageStarted: NOTHING,
  CallPassedOn: NOTHING,
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
  ServiceCallAsked: NOTHING,
  ServiceCallAnswered: NOTHING,
  ServiceCallOver: NOTHING,
  SupportAsked: NOTHING,
  SupportCalled: NOTHING,
  SupportTried: NOTHING,
  SupportBegan: NOTHING,
  SupportEnded: NOTHING,
  SupportNobody: { sameTransaction: [interventions.nobodyHelps], afterCommit: [] },
  SupportWithdrawn: NOTHING,
  FamilyInterpreted: NOTHING,

  // A lost call becomes a file through the ports of its room, in the same transaction.
  CallCame: NOTHING,
  CalleeSkipped: NOTHING,
  TelephoneRung: NOTHING,
  RingEnded: NOTHING,
  CallAnswered: NOTHING,
  CallMissed: NOTHING,
  CallAbandoned: NOTHING,
  CallFinished: NOTHING,
  CallAnsweredLate: NOTHING,
  LostCallHeard: NOTHING,
  LostCallReported: NOTHING,
  LostCallTried: NOTHING,
  CallReported: NOTHING,
  CallSettled: NOTHING,
  CallNumberForgotten: NOTHING,

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
  ReadBackNotOwed: NOTHING,
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

  ShiftNotesOwed: NOTHING,
  ShiftNotesSigned: NOTHING,
  ShiftNotesConfirmed: NOTHING,
  ShiftNotesLate: NOTHING,
  ShiftNotesReplaced: NOTHING,
  FilesLeftAtChange: NOTHING,
  KeptBeyondShift: NOTHING,
  EnvelopeFilled: NOTHING,
  SheetTyped: NOTHING,
}

function table(pick: (follows: Follows) => readonly Reaction[]) {
  return new Map(Object.entries<Follows>(WIRING).map(([type, follows]) => [type, pick(follows)]))
}

export const sameTransactionReactions = table((follows) => follows.sameTransaction)
export const afterCommitReactions = table((follows) => follows.afterCommit)
