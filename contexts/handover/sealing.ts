import * as z from 'zod'
import { WORDS } from '#contexts/documents/model.ts'
import type { Tx } from '#platform/server/db.ts'
import { territoryOf } from './store.ts'

/** Whom it was sent to by name. */
export const Recipient = z.object({
  name: z.string(),
  role: z.string(),
  mailbox: z.string().nullable(),
  phone: z.string().nullable(),
  /** Of a service outside the territory, which no configuration knows. */
  outsideMailbox: z.string().optional(),
  /** What the sender wrote on page one, for the next one where this comes back. */
  words: z.partialRecord(z.enum(WORDS), z.string()).optional(),
})
export type Recipient = z.infer<typeof Recipient>

/** Who answered, and why. */
export const AnswerWords = z.object({
  name: z.string(),
  role: z.string(),
  reason: z.string(),
  /** To whom of the office it was assigned. */
  to: z.string().default(''),
})
export type AnswerWords = z.input<typeof AnswerWords>

/** Page one as it was sent. */
export const PageOne = z.array(
  z.object({
    title: z.string(),
    intro: z.string(),
    rows: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
)
export type PageOne = z.infer<typeof PageOne>

const PURPOSE = 'handover.words'

/** Seals words of a handover for its territory, as base64. */
export function sealWords(tx: Tx, words: Recipient | AnswerWords | PageOne): string {
  return tx.work.vault.seal(territoryOf(tx), PURPOSE, JSON.stringify(words)).toString('base64')
}

/** Words that were sealed, as their schema reads them; null where there are none. */
export function openWords<S extends z.ZodType>(
  tx: Tx,
  schema: S,
  territoryId: string,
  sealed: string | null,
): z.output<S> | null {
  if (sealed === null) return null
  const text = tx.work.vault.open(territoryId, PURPOSE, Buffer.from(sealed, 'base64'))
  return schema.parse(JSON.parse(text))
}
