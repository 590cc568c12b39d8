import type { DocumentNeeds } from '#contexts/documents/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { SubjectPort } from '#platform/server/subject.ts'

/** Where the person was found and where they live, by Belfiore code; null: not known. */
export type Whereabouts = { readonly foundIn: string | null; readonly residence: string | null }

/** What this room needs from outside: composition gives it. */
export type HandoverNeeds = {
  readonly subjectOf: SubjectPort
  readonly documents: DocumentNeeds
  readonly whereaboutsOf: (tx: Tx, id: InterventionId) => Promise<Whereabouts>
  /** Scheme and host under which people reach the server, for links in messages. */
  readonly address: () => string
}
