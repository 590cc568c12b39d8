import { namesOf } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { type EventId, type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, unwrap } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { DocumentFacts } from './facts.ts'
import { withKept } from './kept.ts'
import {
  annul,
  type DocumentEvent,
  type DocumentKind,
  type IssuedDocument,
  numberOf,
  registerYear,
  SHAPES,
  type Template,
  type Words,
} from './model.ts'
import { toldByFile } from './page-one.ts'
import { type DocumentNeeds, openPdf, sealPdf, sha256Of } from './papers.ts'
import { STAND_IN } from './printable.ts'
import { hourOf } from './rows.ts'
import type { Section } from './section.ts'
import { sectionsOf } from './sheets.ts'
import {
  addDocument,
  documentsOf,
  findDocument,
  giveSerialBack,
  keptWords,
  nextSerial,
  territoryOf,
} from './store.ts'
import { titleOf } from './words.ts'

/** What is to be issued about a file. */
export type IssueOrder = {
  readonly interventionId: InterventionId
  readonly kind: DocumentKind
  readonly words: Words
}

type Annulled = { readonly document: IssuedDocument; readonly reason: string }

/**
 * Issues a document in the caller's transaction: the number is given here, the PDF is made with it, its sealed file
 * is written before its row. A transaction that fails leaves no number and an orphan file, which is swept.
 * Throws NotFoundError without the file, RefusalError `documents-unavailable` without a compiler, `documents-fault`
 * where it fails: then nothing was written, and the transaction may go on.
 */
export async function issueDocument(
  tx: Tx,
  needs: DocumentNeeds,
  order: IssueOrder,
  annulled?: Annulled,
): Promise<IssuedDocument> {
  await lockIntervention(tx, order.interventionId)
  const facts = await needs.factsOf(tx, order.interventionId)
  if (!facts) throw new NotFoundError('intervention')
  const { now, random, vault } = tx.work
  const year = registerYear(now)
  const serial = await nextSerial(tx, order.kind, year)
  const document: IssuedDocument = {
    id: uuid7(now, random),
    interventionId: order.interventionId,
    kind: order.kind,
    number: numberOf(order.kind, year, serial),
    issuedAt: now,
    issuedBy: issuerOf(tx),
    annuls: annulled?.document.id ?? null,
  }
  const words = withKept(order.kind, order.words, await keptWords(tx, order.interventionId))
  const data = await sheetOf(tx, document, facts, words, annulled)
  const pdf = await printedOr(needs, SHAPES[order.kind].template, data, () =>
    giveSerialBack(tx, order.kind, year, serial),
  )
  const sha256 = sha256Of(pdf)
  const territory = territoryOf(tx)
  const fileName = await needs.files.write(territory, sealPdf(vault, territory, pdf))
  const sizeBytes = pdf.length
  await addDocument(tx, { ...document, year, serial, sha256, fileName, sizeBytes }, order.words)
  await say(tx, document, {
    type: 'DocumentIssued',
    data: {
      kind: document.kind,
      number: document.number,
      sha256: sha256.toString('hex'),
      annuls: annulled?.document.number ?? null,
    },
  })
  return document
}

/** A caller may go on without the paper: then no number may be missing in the register. */
async function printedOr(
  { typesetter }: DocumentNeeds,
  template: Template,
  data: SheetData,
  giveBack: () => Promise<void>,
): Promise<Uint8Array> {
  try {
    return await typesetter.typeset(template, data)
  } catch (error) {
    await giveBack()
    throw error
  }
}

/** Declares with a new document that an old one holds no more; the old one stays as it is. */
export async function annulDocument(
  tx: Tx,
  needs: DocumentNeeds,
  interventionId: InterventionId,
  documentId: string,
  reason: string,
): Promise<IssuedDocument> {
  await lockIntervention(tx, interventionId)
  const all = await documentsOf(tx, interventionId)
  const document = all.find((one) => one.id === documentId)
  if (!document) throw new NotFoundError('document')
  const annulledBy = all.find((one) => one.annuls === documentId)
  unwrap(annul(document, annulledBy))
  const order: IssueOrder = { interventionId, kind: 'annulment', words: {} }
  return await issueDocument(tx, needs, order, { document, reason })
}

/** Opens a document for somebody who may read the file: each opening is on the log. */
export async function readDocument(
  tx: Tx,
  needs: DocumentNeeds,
  interventionId: InterventionId,
  documentId: string,
): Promise<{ readonly document: IssuedDocument; readonly pdf: Buffer }> {
  const found = await findDocument(tx, interventionId, documentId)
  if (!found) throw new NotFoundError('document')
  const territory = territoryOf(tx)
  const sealed = await needs.files.read(territory, found.fileName)
  const pdf = openPdf(tx.work.vault, territory, sealed, found.sha256)
  const { document } = found
  await say(tx, document, { type: 'DocumentOpened', data: { number: document.number } })
  return { document, pdf }
}

async function say(tx: Tx, document: IssuedDocument, event: DocumentEvent): Promise<void> {
  const isIssue = event.type === 'DocumentIssued'
  await append(tx, {
    room: 'documents',
    // Openings do not wait for one another: each is an aggregate of its own.
    aggregateId: isIssue ? document.id : uuid7<EventId>(tx.work.now, tx.work.random),
    version: 1,
    interventionId: document.interventionId,
    at: tx.work.now,
    event,
  })
}

function issuerOf(tx: Tx): StaffId | null {
  return tx.work.actor.kind === 'person' ? tx.work.actor.staffId : null
}

/** What a template is given: words only, nothing that it could compute. */
type SheetData = {
  readonly title: string
  readonly subtitle: string
  readonly number: string
  readonly numberWord: string
  readonly body: string
  readonly territory: string
  readonly foot: string
  readonly pageWord: string
  /** Printed where a character could not be. */
  readonly standInWord: string
  readonly issuedWord: string
  readonly issued: string
  readonly signWord: string
  readonly sections: readonly Section[]
}

async function sheetOf(
  tx: Tx,
  document: IssuedDocument,
  facts: DocumentFacts,
  words: Words,
  annulled: Annulled | undefined,
): Promise<SheetData> {
  const { issuedBy } = document
  const names = issuedBy === null ? undefined : await namesOf(tx, [issuedBy])
  const by = (issuedBy !== null && names?.get(issuedBy)) || m.documents_by_system()
  const old = annulled && {
    number: annulled.document.number,
    title: titleOf(annulled.document.kind),
    reason: annulled.reason,
  }
  return sheetData(document, facts, sectionsOf(document.kind, facts, words, old), by)
}

/** The frame around the parts of a document. */
export function sheetData(
  document: Pick<IssuedDocument, 'kind' | 'number' | 'issuedAt'>,
  { territory, file }: Pick<DocumentFacts, 'territory' | 'file'>,
  sections: readonly Section[],
  by: string,
): SheetData {
  return {
    title: titleOf(document.kind),
    subtitle: m.documents_about({ number: file.number }),
    number: document.number,
    numberWord: m.documents_number_word(),
    body: territory.body,
    territory: territory.name,
    foot: m.documents_foot({ number: document.number, body: territory.body }),
    pageWord: m.documents_page_word(),
    standInWord: m.documents_stand_in({ sign: STAND_IN }),
    issuedWord: m.documents_issued_word(),
    issued: m.documents_issued({ when: hourOf(document.issuedAt), by }),
    signWord: m.documents_sign_word(),
    sections,
  }
}

/** What page one says of itself, for whoever is about to write on it. Throws NotFoundError without the file. */
export async function pageOneKnown(
  tx: Tx,
  needs: Pick<DocumentNeeds, 'factsOf'>,
  interventionId: InterventionId,
): Promise<Words> {
  const facts = await needs.factsOf(tx, interventionId)
  if (!facts) throw new NotFoundError('intervention')
  return toldByFile(facts, await keptWords(tx, interventionId))
}

/** Page one of a handover in parts, for who reads it on a screen. Throws NotFoundError without the file. */
export async function handoverSections(
  tx: Tx,
  needs: Pick<DocumentNeeds, 'factsOf'>,
  interventionId: InterventionId,
  words: Words,
): Promise<readonly Section[]> {
  const facts = await needs.factsOf(tx, interventionId)
  if (!facts) throw new NotFoundError('intervention')
  const all = withKept('handover-page', words, await keptWords(tx, interventionId))
  return sectionsOf('handover-page', facts, all)
}
