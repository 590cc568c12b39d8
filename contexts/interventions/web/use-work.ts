import { type UseMutationResult, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { WorkReply, Written } from '../contract-work.ts'

const workKey = (caseId: string) => ['interventions', 'work', caseId]

/** The work on a file, read again whenever the file moves. */
export function useWork(caseId: string): UseQueryResult<WorkReply, ApiProblem> {
  return useFileReading(caseId, {
    key: workKey(caseId),
    path: `/api/interventions/${caseId}/work`,
    reply: WorkReply,
  })
}

/** A command of the work on a file; `path` is what follows the file. */
export function useWorkCommand<I>(
  caseId: string,
  path: string,
  done: () => void,
): UseMutationResult<Written, ApiProblem, I> {
  const client = useQueryClient()
  return useWrite<I, typeof Written>({
    method: 'POST',
    path: `/api/interventions/${caseId}/${path}`,
    body: (input) => input ?? {},
    reply: Written,
    refresh: [['interventions']],
    done,
    failed: (problem) => {
      if (problem.status === 409) void client.invalidateQueries({ queryKey: workKey(caseId) })
    },
  })
}
