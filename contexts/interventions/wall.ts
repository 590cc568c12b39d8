import type { Actor } from '#platform/kernel/actor.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { boardTerritories, type FileRow, openFiles, surroundingsOf } from './board.ts'
import { classViewOf } from '#contexts/triage/public.ts'
import type { WallReply } from './contract.ts'
import { interventionPolicy } from './policy.ts'

const SHOWN = 12

/** The wall of the room: visitors walk through, so no names, no people, no places; protected files unnamed. */
export async function wallView(tx: Tx, actor: Actor, now: Instant): Promise<WallReply> {
  const files = await openFiles(tx, actor)
  const around = await surroundingsOf(tx, [])
  const waiting = files.filter((row) => row.answered_by === null)
  return {
    now: now.toString(),
    waiting: waiting.filter((row) => row.state !== 'to-confirm').length,
    working: files.length - waiting.length,
    toConfirm: files.filter((row) => row.state === 'to-confirm').length,
    late: waiting.filter((row) => row.target_at !== null && notAfter(row.target_at, now)).length,
    queue: waiting
      .filter((row) => row.state !== 'to-confirm')
      .slice(0, SHOWN)
      .map((row) => queueRow(actor, row, around)),
    territories: await boardTerritories(tx, now),
  }
}

function queueRow(
  actor: Actor,
  row: FileRow,
  around: Awaited<ReturnType<typeof surroundingsOf>>,
): WallReply['queue'][number] {
  const configuration = around.configurations.get(row.territory_id)
  const seen = !row.is_protected && interventionPolicy.allow(actor, 'wall.read', row).allowed
  const place = configuration?.municipalities.find((one) => one.code === row.municipality)
  const classed = configuration && row.class_key !== null && row.class_rank !== null
  return {
    number: row.number,
    class: classed
      ? classViewOf(configuration.triage, row.class_key ?? '', row.class_rank ?? 5)
      : null,
    state: row.state as WallReply['queue'][number]['state'],
    receivedAt: row.received_at.toString(),
    targetAt: row.target_at?.toString() ?? null,
    municipalityName: seen ? (place?.name ?? null) : null,
  }
}
