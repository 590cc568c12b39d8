import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { DoneReply } from '../contract.ts'
import {
  type AskSupportBody,
  type CallSupportBody,
  CandidatesReply,
  type FamilyBody,
  type SaySupportBody,
  SupportReply,
  type SupportView,
} from '../contract-support.ts'

const keyOf = (caseId: string) => ['paging', 'support', caseId]
const pathOf = (caseId: string) => `/api/interventions/${caseId}/support`

/** Who was called to help with a file, read again when it moves. */
export function useSupport(caseId: string) {
  return useFileReading(caseId, {
    key: keyOf(caseId),
    path: pathOf(caseId),
    reply: SupportReply,
  })
}

/** Who can be called for a request, in order. */
export function useCandidates(caseId: string, { kind, language, sex, tries }: SupportView) {
  const query = language === null ? '' : `&language=${language}`
  return useRead({
    key: [...keyOf(caseId), 'people', kind, language ?? '', sex, String(tries.length)],
    path: `${pathOf(caseId)}/people?kind=${kind}&sex=${sex}${query}`,
    reply: CandidatesReply,
  })
}

function useSend<I>(caseId: string, path: string, done: () => void) {
  return useWrite<I, typeof DoneReply>({
    method: 'POST',
    path,
    body: (input) => input,
    reply: DoneReply,
    refresh: [keyOf(caseId), ['interventions']],
    done,
  })
}

/** A new request. */
export const useAskSupport = (caseId: string, done: () => void) =>
  useSend<AskSupportBody>(caseId, pathOf(caseId), done)

/** Who is called now. */
export const useCallSupport = (caseId: string, id: string) =>
  useSend<CallSupportBody>(caseId, `${pathOf(caseId)}/${id}/calls`, () => undefined)

/** What came of it. */
export const useSaySupport = (caseId: string, id: string) =>
  useSend<SaySupportBody>(caseId, `${pathOf(caseId)}/${id}/results`, () => undefined)

/** Somebody of the family interpreted, by necessity. */
export const useFamily = (caseId: string, done: () => void) =>
  useSend<FamilyBody>(caseId, `/api/interventions/${caseId}/family-interpreting`, done)
