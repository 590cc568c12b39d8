import { type UseMutationResult, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { type AllWritten, PeopleReply, Written } from '../contract.ts'

/** The people of a file, read again whenever the file moves. */
export function usePeople(caseId: string): UseQueryResult<PeopleReply, ApiProblem> {
  return useFileReading(caseId, {
    key: ['people', caseId],
    path: `/api/interventions/${caseId}/people`,
    reply: PeopleReply,
  })
}

/** A command on the people of a file. */
export function usePeopleCommand<I>(given: {
  readonly caseId: string
  readonly method: 'POST' | 'PUT'
  /** After `people`, such as `/<id>/strike`. */
  readonly path: string
  /** Missing: one person was written. */
  readonly reply?: typeof AllWritten
  readonly done: () => void
}): UseMutationResult<unknown, ApiProblem, I> {
  const client = useQueryClient()
  return useWrite<I, typeof Written | typeof AllWritten>({
    method: given.method,
    path: `/api/interventions/${given.caseId}/people${given.path}`,
    body: (input) => input ?? {},
    reply: given.reply ?? Written,
    refresh: [['people', given.caseId], ['interventions']],
    done: given.done,
    failed: (problem) => {
      if (problem.status === 409)
        void client.invalidateQueries({ queryKey: ['people', given.caseId] })
    },
  })
}
