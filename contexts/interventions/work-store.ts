import { settlePages } from '#contexts/paging/public.ts'
import { type InterventionId, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { personActing } from '#platform/server/person.ts'
import type { AssessmentBody, ObservationBody } from './contract-work.ts'
import {
  type Assessment,
  type AssessmentWords,
  correctObservation,
  linesOf,
  type Observation,
  type ObservationKind,
  observe,
  type WorkEvent,
} from './model-work.ts'
import { weighed } from './page-following.ts'
import { reportedOf } from './reported.ts'
import { appendAll, lockFile } from './store.ts'

const PURPOSES = {
  assessment: 'file-assessment',
  observation: 'file-observation',
  task: 'file-task',
}

/** In which profession somebody writes here, and whether it is one that evaluates. */
export type Hand = { readonly role: string; readonly isQualified: boolean }

/** Writes a first assessment, or a newer one: the one before is kept. Refuses `changed-meanwhile`. */
export async function writeAssessment(
  tx: Tx,
  file: InterventionId,
  body: AssessmentBody,
  hand: Hand,
): Promise<string> {
  const state = await lockFile(tx, file)
  const [newest] = await assessmentsOf(tx, file)
  if ((newest?.version ?? 0) !== body.version) throw new RefusalError('changed-meanwhile')
  const { needsPlace, network, danger, need, risk, resources, safeContact } = body
  const proposed = [...(newest?.proposed ?? []), ...(await proposedNow(tx, file))]
  const id = idNow(tx)
  const facts = { needsPlace, network, danger, role: hand.role, isFirst: newest === undefined }
  await put(tx, file, { type: 'AssessmentWritten', data: facts }, id)
  await tx
    .insertInto('interventions.assessment')
    .values({
      territory_id: territoryOf(tx),
      id,
      intervention_id: file,
      version: body.version + 1,
      needs_place: needsPlace,
      network,
      danger,
      sealed_words: seal(tx, 'assessment', {
        ...{ need, risk, resources, safeContact },
        proposed: [...new Set(proposed)],
      }),
      assessed_by: personActing(tx).staffId,
      role: hand.role,
      assessed_at: tx.work.now,
    })
    .execute()
  // Somebody who can assess was called for, and is there.
  if (state.answeredBy !== null) await settlePages(tx, file, 'answered', personActing(tx).staffId)
  await appendAll(tx, state, await weighed(tx, state))
  return id
}

/** What the form of the assessment begins with: left as it is, it is not a judgement of who signs (H2). */
async function proposedNow(tx: Tx, file: InterventionId): Promise<readonly string[]> {
  const { need, risk } = await reportedOf(tx, file, territoryOf(tx))
  return [...linesOf(need), ...linesOf(risk)]
}

/** An assessment with who signed it and when. */
export type SignedAssessment = Assessment & {
  /** Lines that the form had proposed, now or before; none of what was signed before they were kept. */
  readonly proposed: readonly string[]
  readonly version: number
  readonly by: StaffId
  readonly role: string
  readonly at: Instant
}

/** Assessments of before it was kept hold nothing of what had been proposed. */
type Sealed = AssessmentWords & { readonly proposed?: readonly string[] }

/** The assessments of a file, the one in force first. */
export async function assessmentsOf(
  tx: Tx,
  file: InterventionId,
): Promise<readonly SignedAssessment[]> {
  const rows = await tx
    .selectFrom('interventions.assessment')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => {
    const { territory_id, sealed_words } = row
    const { proposed, ...words } = unseal<Sealed>(tx, 'assessment', territory_id, sealed_words)
    return {
      version: row.version,
      needsPlace: row.needs_place,
      network: row.network as Assessment['network'],
      danger: row.danger as Assessment['danger'],
      words,
      proposed: proposed ?? [],
      by: row.assessed_by as StaffId,
      role: row.role,
      at: row.assessed_at,
    }
  })
}

/** Writes what was seen, said or evaluated, also later than it happened. Refuses as the model. */
export async function writeObservation(
  tx: Tx,
  file: InterventionId,
  body: ObservationBody,
  hand: Hand,
): Promise<string> {
  await lockFile(tx, file)
  const { now } = tx.work
  const happenedAt = body.happenedAt === undefined ? now : instant(body.happenedAt)
  const { kind, text, whose } = body
  const [event] = unwrap(observe({ kind, whose, happenedAt, now, ...hand }))
  return await keepObservation(tx, file, event, { kind, happenedAt, text, whose, corrects: null })
}

/** Other words for an observation; the first ones stay. Refuses as the model. */
export async function rewriteObservation(
  tx: Tx,
  file: InterventionId,
  id: string,
  text: string,
  hand: Hand,
): Promise<string> {
  await lockFile(tx, file)
  const before = (await observationsOf(tx, file)).find((one) => one.id === id)
  if (!before) throw new NotFoundError('observation')
  const [event] = unwrap(correctObservation(before, hand))
  const { kind, happenedAt, whose } = before
  return await keepObservation(tx, file, event, { kind, happenedAt, text, whose, corrects: id })
}

type Kept = {
  readonly kind: ObservationKind
  readonly happenedAt: Instant
  readonly text: string
  readonly whose: string
  readonly corrects: string | null
}

async function keepObservation(
  tx: Tx,
  file: InterventionId,
  event: WorkEvent | undefined,
  kept: Kept,
): Promise<string> {
  if (event === undefined || !('role' in event.data)) throw new Error('nothing to keep')
  const id = idNow(tx)
  await put(tx, file, event, id, kept.happenedAt)
  await tx
    .insertInto('interventions.observation')
    .values({
      territory_id: territoryOf(tx),
      id,
      intervention_id: file,
      kind: kept.kind,
      happened_at: kept.happenedAt,
      corrects: kept.corrects,
      sealed_words: seal(tx, 'observation', { text: kept.text, whose: kept.whose }),
      written_by: personActing(tx).staffId,
      role: event.data.role,
      written_at: tx.work.now,
    })
    .execute()
  return id
}

/** An observation with its words, who wrote it and what it corrects. */
export type WrittenObservation = Observation & {
  readonly text: string
  readonly whose: string
  readonly corrects: string | null
  readonly by: StaffId
  readonly role: string
  readonly writtenAt: Instant
}

/** What was written of a file, corrected words among them, in the order in which it happened. */
export async function observationsOf(
  tx: Tx,
  file: InterventionId,
): Promise<readonly WrittenObservation[]> {
  const rows = await tx
    .selectFrom('interventions.observation')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('happened_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ObservationKind,
    happenedAt: row.happened_at,
    correctedBy: rows.find((one) => one.corrects === row.id)?.id ?? null,
    ...unseal<{ text: string; whose: string }>(
      tx,
      'observation',
      row.territory_id,
      row.sealed_words,
    ),
    corrects: row.corrects,
    by: row.written_by as StaffId,
    role: row.role,
    writtenAt: row.written_at,
  }))
}

/** Writes an event of the work on a file. */
export async function put(
  tx: Tx,
  file: InterventionId,
  event: WorkEvent,
  aggregateId: string,
  at: Instant = tx.work.now,
  version = 1,
): Promise<void> {
  await append(tx, { room: 'interventions', aggregateId, version, interventionId: file, at, event })
}

/** Words of the work on a file, sealed for its territory. */
export function seal(tx: Tx, kind: keyof typeof PURPOSES, words: unknown): Buffer {
  return tx.work.vault.seal(territoryOf(tx), PURPOSES[kind], JSON.stringify(words))
}

/** Sealed words again. */
export function unseal<T>(
  tx: Tx,
  kind: keyof typeof PURPOSES,
  territoryId: string,
  sealed: Buffer,
): T {
  return JSON.parse(tx.work.vault.open(territoryId, PURPOSES[kind], sealed)) as T
}

/** A new id of this instant. */
export function idNow(tx: Tx): string {
  return uuid7(tx.work.now, tx.work.random)
}

/** The territory of the work. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('work on a file needs its territory')
  return tx.work.territoryId
}
