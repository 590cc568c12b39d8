import { namesOf, recordReading } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Facts, Verdict } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, subjectFor } from '#platform/server/subject.ts'
import { annulDocument, issueDocument, readDocument } from './commands.ts'
import {
  AnnulBody,
  DocumentParams,
  type DocumentsReply,
  DocumentsReply as DocumentsReplySchema,
  type DocumentView,
  FileParams,
  IssueBody,
  IssuedReply,
  OpenedReply,
} from './contract.ts'
import type { IssuedDocument } from './model.ts'
import type { DocumentNeeds } from './papers.ts'
import { documentsOf, keptWords } from './store.ts'

/** The operations of this room. Who may read the words of a file may open its documents. */
export function documentsRoutes(needs: DocumentNeeds): readonly Route[] {
  const { writes, facts, about } = aboutSubject(needs.subjectOf)
  const list = route({
    id: 'documents.list',
    method: 'GET',
    path: '/api/interventions/:id/documents',
    summary: 'I documenti di un intervento, dal più recente',
    may: 'intervention.read-words',
    writes,
    facts,
    about,
    params: FileParams,
    reply: { 200: DocumentsReplySchema },
    async run({ tx, params, may }) {
      const id = params.id as InterventionId
      await recordReading(tx, id)
      const subject = await subjectFor(tx, needs.subjectOf, id)
      return { status: 200, body: await listView(tx, needs, id, subject.facts, may) }
    },
  })
  const issue = route({
    id: 'documents.issue',
    method: 'POST',
    path: '/api/interventions/:id/documents',
    summary: 'Emette un documento: il numero è dato nella stessa operazione',
    may: 'document.issue',
    writes,
    facts,
    about,
    params: FileParams,
    body: IssueBody,
    reply: { 201: IssuedReply },
    async run({ tx, params, body }) {
      const interventionId = params.id as InterventionId
      const { kind, words } = body
      const { id, number } = await issueDocument(tx, needs, { interventionId, kind, words })
      return { status: 201, body: { id, number } }
    },
  })
  const annulment = route({
    id: 'documents.annul',
    method: 'POST',
    path: '/api/interventions/:id/documents/:documentId/annulment',
    summary: 'Annulla un documento con un documento nuovo, che lo richiama',
    may: 'document.issue',
    writes,
    facts,
    about,
    params: DocumentParams,
    body: AnnulBody,
    reply: { 201: IssuedReply },
    async run({ tx, params, body }) {
      const of = params.id as InterventionId
      const { id, number } = await annulDocument(tx, needs, of, params.documentId, body.reason)
      return { status: 201, body: { id, number } }
    },
  })
  return [list, issue, annulment, openRoute(needs)]
}

/** The bytes of one document; the page of the same name hands them to a browser. */
export function openRoute(needs: DocumentNeeds): Route {
  return route({
    id: 'documents.open',
    method: 'GET',
    path: '/api/interventions/:id/documents/:documentId',
    summary: 'Un documento così come è stato emesso. L’apertura resta nel registro',
    may: 'intervention.read-words',
    ...aboutSubject(needs.subjectOf),
    params: DocumentParams,
    reply: { 200: OpenedReply },
    async run({ tx, params }) {
      const of = params.id as InterventionId
      const { document, pdf } = await readDocument(tx, needs, of, params.documentId)
      return {
        status: 200,
        body: { name: `${document.number}.pdf`, pdf: pdf.toString('base64') },
      }
    },
  })
}

async function listView(
  tx: Tx,
  needs: DocumentNeeds,
  id: InterventionId,
  facts: Facts,
  may: (action: string, facts: Facts) => Verdict,
): Promise<DocumentsReply> {
  const all = await documentsOf(tx, id)
  const names = await namesOf(
    tx,
    all.flatMap((one) => one.issuedBy ?? []),
  )
  const issues = may('document.issue', facts).allowed
  const view = (one: IssuedDocument): DocumentView => {
    const annulledBy = all.find((other) => other.annuls === one.id)?.number ?? null
    const mayAnnul = issues && annulledBy === null && one.kind !== 'annulment'
    return {
      id: one.id,
      kind: one.kind,
      number: one.number,
      issuedAt: one.issuedAt.toString(),
      issuedBy: (one.issuedBy && names.get(one.issuedBy)) || m.documents_by_system(),
      annulledBy,
      annuls: all.find((other) => other.id === one.annuls)?.number ?? null,
      can: { annul: mayAnnul },
    }
  }
  return {
    documents: all.map(view),
    can: { issue: issues },
    isAvailable: needs.typesetter.isAvailable,
    known: issues ? await keptWords(tx, id) : {},
  }
}
