import type { UseMutationResult } from '@tanstack/react-query'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Done, PlacesView } from '../contract.ts'

const keyOf = (caseId: string) => ['places', caseId]

/** Everything of the tab of one file, read again when the file moves. */
export function usePlaces(caseId: string) {
  return useFileReading(caseId, {
    key: keyOf(caseId),
    path: `/api/interventions/${caseId}/places`,
    reply: PlacesView,
  })
}

/** A command about the place of a file. */
export function usePlaceCommand<I>(given: {
  readonly caseId: string
  readonly path: string
  readonly method?: 'POST' | 'PUT'
  readonly done?: () => void
}): UseMutationResult<Done, ApiProblem, I> {
  const { caseId, path, method = 'POST', done } = given
  return useWrite<I, typeof Done>({
    method,
    path: `/api/interventions/${caseId}/${path}`,
    body: (input) => input ?? {},
    reply: Done,
    refresh: [keyOf(caseId)],
    ...(done ? { done } : {}),
  })
}

type Done = { done: true }
