// The only door to this room's server code.
export {
  answerIntervention,
  changeHead,
  changeSourceCheck,
  closeIntervention,
  confirmNotPertinent,
  decideTriage,
  handOnIntervention,
  noteFacts,
  recordEmergencyCall,
  rejectNotPertinent,
  releaseWaitingPatrol,
} from './commands.ts'
export { handoverReturned, placementRefused } from './handed-back.ts'
export { dueKinds, dueView } from './jobs.ts'
export { handOnAfterDeactivation, handOnAfterGrant } from './leaving.ts'
export { listedOf, openRowsOf, wordsReadableOf } from './listed.ts'
export { liveViews } from './live.ts'
export { answeredAmong, lockedFile, takeLostCall } from './lost-call.ts'
export { signedWords } from './model-work.ts'
export { nobodyHelps } from './nobody-helps.ts'
export { noteIntervention } from './notes.ts'
export {
  answeredByPage,
  briefOf,
  lockOwnersForPage,
  pageByProposal,
  worksHereForPage,
} from './paged.ts'
export { isWorking, receiverIn } from './people.ts'
export { searchDue } from './place-again.ts'
export {
  arrivalOverdue,
  placeLapsed,
  placeNotRatified,
  placeSettled,
  stayEnding,
  stayTakenOver,
} from './place-alarms.ts'
export { presenceView } from './presence.ts'
export { type ReadBack, readBacksOf, recordNoReadBack, recordReadBack } from './read-back.ts'
export { routes } from './routes.ts'
export { openIntervention, territoryOfIntervention } from './store.ts'
export { subjectOf } from './subject.ts'
export { tasksOf } from './tasks.ts'
export { assessmentsOf, observationsOf } from './work-store.ts'
