import type { TimelineEntry } from '../contract.ts'

export const KINDS = ['all', 'notes', 'decisions', 'calls', 'work', 'place', 'papers'] as const
/** What the timeline can be narrowed to. */
export type EntryKind = (typeof KINDS)[number]

const BY_ROOM: Readonly<Record<string, EntryKind>> = {
  paging: 'calls',
  switchboard: 'calls',
  people: 'work',
  places: 'place',
  documents: 'papers',
  handover: 'papers',
}

const BY_TYPE: Readonly<Record<string, EntryKind>> = {
  NoteAdded: 'notes',
  NoteCorrected: 'notes',
  EmergencyCallRecorded: 'calls',
  EmergencyServicePresent: 'calls',
  AuthorityCalled: 'calls',
  AuthorityPresent: 'calls',
  ContactLogged: 'calls',
  ReadBackGiven: 'calls',
  ReadBackNotOwed: 'calls',
  AssessmentWritten: 'work',
  ObservationWritten: 'work',
  ObservationCorrected: 'work',
  TaskAdded: 'work',
  TaskDone: 'work',
  TaskFellDue: 'work',
  TaskLeftUndone: 'work',
}

/** To which part of the history an entry belongs: by its type, else by its room. */
export function kindOf({ type, room }: TimelineEntry): EntryKind {
  return BY_TYPE[type] ?? BY_ROOM[room] ?? 'decisions'
}
