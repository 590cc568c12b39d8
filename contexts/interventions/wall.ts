import type { Actor } from '#platform/kernel/actor.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { boardTerritories, classOfRow, type FileRow, openFiles, surroundingsOf } from './board.ts'
import type { WallReply } from './contract.ts'
import { awaitsAnswer } from './model.ts'
import { interventionPolicy } from './policy.ts'
import { interventionOf } from './store.ts'

const SHOWN = 12

/** The wall of the room: visitors walk through, so no names, no people, no places; protected files unnamed. */
export async function wallView(tx: Tx, actor: Actor, now: Instant): Promise<WallReply> {
  const files = await openFiles(tx, actor)
  const around = await surroundingsOf(tx, [])
  const waiting = files.filter((row) => row.answered_by === null)
  return {
    now: now.toString(),
    waiting: waiting.filter((row) => row.state !== 'to-confirm').length,
    working: files.filter((row) => row.answered_by !== null && row.state !== 'to-confirm').length,
    toConfirm: files.filter((row) => row.state === 'to-confirm').length,
    crewsOut: await inCrewsHands(tx, files),
    late: files.filter((row) => awaitsAnswer(interventionOf(row)) && isPast(row, now)).length,
    queue: waiting
      .filter((row) => row.state !== 'to-confirm')
      .slice(0, SHOWN)
      .map((row) => queueRow(actor, row, around)),
    territories: await boardTerritories(tx, now),
  }
}

function isPast({ target_at }: FileRow, now: Instant): boolean {
  return target_at !== null && notAfter(target_at, now)
}

/** Files whose owner works there as a crew: nobody is named, and a crew is not told from another. */
async function inCrewsHands(tx: Tx, files: readonly FileRow[]): Promise<number> {
  const owners = [...new Set(files.map((row) => row.owner_id))]
  if (owners.length === 0) return 0
  const grants = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'territory_id'])
    .where('role', '=', 'crew')
    .where('staff_id', 'in', owners)
    .execute()
  const crews = new Set(grants.map((one) => `${one.staff_id} ${one.territory_id}`))
  return files.filter((row) => crews.has(`${row.owner_id} ${row.territory_id}`)).length
}

type Around = Awaited<ReturnType<typeof surroundingsOf>>

function queueRow(actor: Actor, row: FileRow, around: Around): WallReply['queue'][number] {
  const mayName = !row.is_protected && interventionPolicy.allow(actor, 'wall.read', row).allowed
  return {
    number: row.number,
    class: classOfRow(row, around),
    state: row.state as WallReply['queue'][number]['state'],
    receivedAt: row.received_at.toString(),
    targetAt: row.target_at?.toString() ?? null,
    municipalityName: mayName ? municipalityName(row, around) : null,
  }
}

function municipalityName(row: FileRow, around: Around): string | null {
  const places = around.configurations.get(row.territory_id)?.municipalities ?? []
  return places.find((one) => one.code === row.municipality)?.name ?? null
}
