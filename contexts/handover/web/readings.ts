import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import { HandoversReply } from '../contract.ts'

/** What this room keeps about one file, read again whenever the file moves. */
export function useHandovers(caseId: string) {
  return useFileReading(caseId, {
    key: keyOf(caseId),
    path: `/api/interventions/${caseId}/handovers`,
    reply: HandoversReply,
  })
}

/** The name of that reading, for commands that make it old. */
export function keyOf(caseId: string): readonly unknown[] {
  return ['handovers', caseId]
}
