import { useRead } from '#platform/web/queries.ts'
import { NotesReply, StandingReply } from '../contract.ts'

const EVERY_MS = 15_000
const NOTES_KEY = ['shifts', 'notes']
const STANDING_KEY = ['shifts', 'standing']

/** All that shows consegne: old as soon as somebody signs or confirms. */
export const NOTES_READINGS = [NOTES_KEY, STANDING_KEY]

/** Who may be at a desk when the network is away: for them the envelope is. */
export const AT_A_DESK: readonly string[] = ['operator', 'social-worker', 'coordinator']
/** Roles that read consegne. */
export const READS_NOTES: readonly string[] = [
  'operator',
  'social-worker',
  'coordinator',
  'psychologist',
  'crew',
]

/** The page of the consegne; files and due times move while somebody writes, so it is read again. */
export function useNotes() {
  return useRead({ key: NOTES_KEY, path: '/api/shift-notes', reply: NotesReply, every: EVERY_MS })
}

/** What the board says of them. */
export function useStandingNotes(when: boolean) {
  return useRead({
    key: STANDING_KEY,
    path: '/api/shift-notes/standing',
    reply: StandingReply,
    every: EVERY_MS,
    when,
  })
}
