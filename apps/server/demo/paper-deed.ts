import type * as z from 'zod'
import type { IssueBody } from '#contexts/documents/contract.ts'
import type { AnswerBody, SendBody } from '#contexts/handover/contract.ts'

type Sent = z.input<typeof SendBody>

/** What somebody does with the papers of a file. `pass` without `to` goes to the competent service. */
export type PaperDeed =
  | ({ readonly does: 'issue' } & z.input<typeof IssueBody>)
  | ({ readonly does: 'pass'; readonly to?: Sent['to'] } & Omit<Sent, 'to' | 'documentIds'>)
  | ({ readonly does: 'passed' } & Omit<z.input<typeof AnswerBody>, 'at'>)
  | { readonly does: 'not-due'; readonly reason: string }
