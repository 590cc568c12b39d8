import * as z from 'zod'
import { wordsOf } from '#contexts/triage/contract.ts'
import { DOCUMENT_KINDS, ISSUED_BY_HAND, WORDS } from './model.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

export const FileParams = z.object({ id: Uuid })
export const DocumentParams = z.object({ id: Uuid, documentId: Uuid })

/** One document of the register as it is listed. */
export const DocumentView = z.object({
  id: Uuid,
  kind: z.enum(DOCUMENT_KINDS),
  number: z.string(),
  issuedAt: InstantText,
  issuedBy: z.string(),
  /** Number of the document that says that this one holds no more. */
  annulledBy: z.string().nullable(),
  /** Of an annulment, the number of the document that it annuls. */
  annuls: z.string().nullable(),
  can: z.object({ annul: z.boolean() }),
})
export type DocumentView = z.infer<typeof DocumentView>

/** Words written by hand for a document. */
export const WordsBody = z.partialRecord(z.enum(WORDS), wordsOf(1, 2000))

/** `GET /api/interventions/:id/documents`. */
export const DocumentsReply = z.object({
  documents: z.array(DocumentView),
  can: z.object({ issue: z.boolean() }),
  /** False where this machine has no compiler: documents can be opened, not made. */
  isAvailable: z.boolean(),
  /** What was written for a paper of this file: the next one says it without being asked. */
  known: WordsBody,
})
export type DocumentsReply = z.infer<typeof DocumentsReply>

/** `POST /api/interventions/:id/documents`. */
export const IssueBody = z.strictObject({
  kind: z.enum(ISSUED_BY_HAND),
  words: WordsBody.default({}),
})

/** `POST /api/interventions/:id/documents/:documentId/annulment`. */
export const AnnulBody = z.strictObject({ reason: wordsOf(3, 1000) })

/** The document just issued. */
export const IssuedReply = z.object({ id: Uuid, number: z.string() })

/** A document with its bytes: what the page that hands it over asks for. */
export const OpenedReply = z.object({ name: z.string(), pdf: z.string() })
