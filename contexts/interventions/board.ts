import { sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { type PageMark, pageMarks, USUAL_STEPS } from '#contexts/paging/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readTerritories } from '#contexts/territory/public.ts'
import { answerAt } from '#contexts/territory/service.ts'
import { classViewOf, classViews } from '#contexts/triage/public.ts'
import { type Actor, rolesIn } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import type { BoardRow, BoardTerritory, Can } from './contract.ts'
import { type SourceCheck, UNCLASSED_RANK } from './model.ts'
import { endsCalls } from './model-answer.ts'
import { maskedStep, NO_PROGRESS, nextStep, type Progress } from './model-next-step.ts'
import { placeMark } from './model-place-mark.ts'
import { everyCallOf } from './page-following.ts'
import { interventionPolicy } from './policy.ts'
import { progressOf } from './progress.ts'
import { type InterventionRow, interventionOf } from './store.ts'

/** A row of the table with its territory. */
export type FileRow = InterventionRow & { readonly territory_id: string }

/** What rows are shown with: configurations, names and what the rooms recorded, read once for a whole list. */
export type Surroundings = {
  readonly progress: ReadonlyMap<string, Progress>
  readonly configurations: ReadonlyMap<string, Configuration>
  readonly names: ReadonlyMap<StaffId, string>
  /** Whom pages under way call, by file. */
  readonly pages: ReadonlyMap<string, PageMark>
}

const MOST = 500

/**
 * The open files that this person's list shows, in the order of the board: what waits to be answered or confirmed first,
 * then by class (without one yet: after the gravest), then by time left. `ids` narrows it for the live stream.
 */
export async function openFiles(
  tx: Tx,
  actor: Actor,
  narrowed: { readonly territoryId?: string | undefined; readonly ids?: readonly string[] } = {},
): Promise<readonly FileRow[]> {
  let query = tx
    .selectFrom('interventions.intervention as i')
    .selectAll('i')
    .where('i.state', '<>', 'closed')
    .where(interventionPolicy.where(actor, 'intervention.list', 'i'))
  if (narrowed.territoryId) query = query.where('i.territory_id', '=', narrowed.territoryId)
  if (narrowed.ids) query = query.where('i.id', 'in', [...narrowed.ids])
  return await query
    .orderBy(sql`i.answered_by is not null and i.state <> 'to-confirm'`)
    .orderBy(sql`coalesce(i.class_rank, ${UNCLASSED_RANK}::numeric)`)
    .orderBy(sql`i.target_at nulls last`)
    .orderBy('i.received_at')
    .orderBy('i.number')
    .limit(MOST)
    .execute()
}

/** Who owns these files, each person once. */
export async function ownersOf(tx: Tx, ids: readonly string[]): Promise<readonly StaffId[]> {
  const rows = await tx
    .selectFrom('interventions.intervention')
    .select('owner_id')
    .distinct()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => row.owner_id as StaffId)
}

/** One file as a row, whatever its state; throws NotFoundError. */
export async function fileRow(tx: Tx, id: InterventionId): Promise<FileRow> {
  const row = await tx
    .selectFrom('interventions.intervention')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('intervention')
  return row
}

/** Reads what these rows are shown with. */
export async function surroundingsOf(tx: Tx, rows: readonly FileRow[]): Promise<Surroundings> {
  const territories = await readTerritories(tx)
  const ids = rows.flatMap((row) => [row.owner_id, row.answered_by].filter((id) => id !== null))
  return {
    configurations: new Map(territories.map((one) => [one.id, one.configuration])),
    names: await namesOf(tx, ids),
    pages: await pageMarks(
      tx,
      rows.map((row) => row.id),
    ),
    progress: await progressOf(
      tx,
      rows.map((row) => row.id),
    ),
  }
}

/** What this person may do with this file. */
export function canOf(actor: Actor, row: FileRow): Can {
  const may = (action: string): boolean => interventionPolicy.allow(actor, action, row).allowed
  const open = row.state !== 'closed'
  return {
    open: may('intervention.read'),
    answer: open && row.answered_by === null && may('intervention.answer'),
    handOn: open && may('intervention.hand-on'),
    note: may('intervention.note'),
    triage: open && may('triage.decide'),
    confirm: row.state === 'to-confirm' && may('triage.confirm-not-pertinent'),
    emergencyCall: open && may('emergency.hand-on'),
    close: open && may('intervention.close'),
    releasePatrol: open && row.patrol_waiting_since !== null && may('intervention.answer'),
  }
}

/** The row of the board for this person: of a protected file, nothing but that it exists. */
export function boardRow(actor: Actor, row: FileRow, around: Surroundings): BoardRow {
  const can = { ...canOf(actor, row), ...takeOver(actor, row, around) }
  // Which authority is due tells the kind of case.
  const authoritiesDue = can.open ? row.authorities_due : []
  const state = interventionOf(row)
  const progress = around.progress.get(row.id) ?? NO_PROGRESS
  const step = can.open ? nextStep(state, progress) : maskedStep(state)
  const shown = <T>(value: T): T | null => (can.open ? value : null)
  const person = (id: string) => ({ id, name: around.names.get(id as StaffId) ?? '' })
  return {
    id: row.id,
    number: row.number,
    territoryId: row.territory_id,
    class: classOfRow(row, around),
    state: row.state as BoardRow['state'],
    receivedAt: row.received_at.toString(),
    targetAt: row.target_at?.toString() ?? null,
    targetMissed: row.target_missed_at !== null,
    isFollowed: row.is_followed,
    placeLabel: shown(row.place_label),
    municipality: shown(row.municipality),
    peopleLabel: shown(row.people_label),
    needLabel: shown(row.need_label),
    sourceLabel: shown(row.source_label),
    sourceCheck: shown(row.source_check as SourceCheck | null),
    owner: person(row.owner_id),
    answeredBy: row.answered_by === null ? null : person(row.answered_by),
    nextStep: { key: step.key, dueAt: step.dueAt?.toString() ?? null },
    authoritiesDue,
    isProtected: row.is_protected,
    isMasked: !can.open,
    patrolWaitingSince: shown(row.patrol_waiting_since?.toString() ?? null),
    notPertinentProposed: row.not_pertinent === 'proposed',
    isUnheard: can.open && progress.unheard !== 'none',
    placeMark: shown(placeMark(progress)),
    page: pageOf(around.pages.get(row.id)),
    version: row.version,
    can,
  }
}

/** A file that is only followed is taken by whoever can assess it, or is called for it. */
function takeOver(actor: Actor, row: FileRow, around: Surroundings): Partial<Can> {
  const configuration = around.configurations.get(row.territory_id)
  const isFollowed = row.answered_by !== null && around.pages.has(row.id)
  if (!isFollowed || configuration === undefined || actor.kind !== 'person') return {}
  const steps = everyCallOf(configuration, row.class_key) ?? USUAL_STEPS
  const may = interventionPolicy.allow(actor, 'intervention.answer', row).allowed
  const ends = endsCalls(rolesIn(actor, row.territory_id as TerritoryId), steps)
  return { answer: may && ends && row.state !== 'closed' }
}

function pageOf(mark: PageMark | undefined): BoardRow['page'] {
  return mark === undefined ? null : { ...mark, nextAt: mark.nextAt.toString() }
}

/** The class of a file as screens show it; null before any decision. */
export function classOfRow(row: FileRow, around: Surroundings) {
  const configuration = around.configurations.get(row.territory_id)
  if (!configuration || row.class_key === null || row.class_rank === null) return null
  return classViewOf(configuration.triage, row.class_key, row.class_rank)
}

/** The rows for this person, ready for the wire. */
export async function boardRows(
  tx: Tx,
  actor: Actor,
  rows: readonly FileRow[],
): Promise<BoardRow[]> {
  if (rows.length === 0) return []
  const around = await surroundingsOf(tx, rows)
  return rows.map((row) => boardRow(actor, row, around))
}

/** The row as it stands after a command. */
export async function rowNow(tx: Tx, actor: Actor, id: InterventionId): Promise<BoardRow> {
  const row = await fileRow(tx, id)
  return boardRow(actor, row, await surroundingsOf(tx, [row]))
}

/** Who is in charge now in each territory that the transaction reads, with its classes. */
export async function boardTerritories(
  tx: Tx,
  now: Instant,
  only?: string,
): Promise<BoardTerritory[]> {
  const territories = await readTerritories(tx)
  return territories
    .filter((one) => only === undefined || one.id === only)
    .map(({ id, configuration }) => {
      const seat = configuration.municipalities[0]?.code ?? null
      const { who, untilAt } = answerAt(configuration, seat, now)
      return {
        id,
        name: configuration.name,
        answers: who.kind === 'office' ? who.office.name : who.answerer.label,
        untilAt: untilAt?.toString() ?? null,
        classes: classViews(configuration.triage),
      }
    })
}

/** The newest position of the journal: read before the rows, so that the stream repeats rather than skips. */
export async function newestPosition(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('platform.journal')
    .select((e) => e.fn.max('position').as('position'))
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}
