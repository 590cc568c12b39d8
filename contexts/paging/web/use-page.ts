import type { UseMutationResult } from '@tanstack/react-query'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { type CallBody, DoneReply, FilePageReply, type SkipBody } from '../contract.ts'

const keyOf = (caseId: string) => ['paging', caseId]
/** A message that leaves, or fails to, moves no file: asked again while a call may be under way. */
const AGAIN_MS = 10_000

/** Whom a file has called and whom to call, read again when the file moves. */
export function usePage(caseId: string) {
  return useFileReading(caseId, {
    key: keyOf(caseId),
    path: `/api/interventions/${caseId}/page`,
    reply: FilePageReply,
    every: AGAIN_MS,
  })
}

type Command<I> = UseMutationResult<{ done: true }, ApiProblem, I>

function useCommand<I>(caseId: string, verb: string, done: () => void): Command<I> {
  return useWrite<I, typeof DoneReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/page${verb}`,
    body: (input) => input ?? {},
    reply: DoneReply,
    refresh: [keyOf(caseId), ['interventions']],
    done,
  })
}

/** *Chiama il reperibile*. */
export const useStart = (caseId: string, done: () => void): Command<undefined> =>
  useCommand(caseId, '', done)

/** *Passa al successivo*. */
export const useSkip = (caseId: string, done: () => void): Command<SkipBody> =>
  useCommand(caseId, '/next', done)

/** *Ho chiamato io*, with its result. */
export const useRecordCall = (caseId: string, done: () => void): Command<CallBody> =>
  useCommand(caseId, '/calls', done)
