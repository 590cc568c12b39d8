import { uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import type { RoomInput } from './contract-facility.ts'
import { type Facility, roomsOf } from './facility-store.ts'
import type { Room } from './model-facility.ts'

/**
 * Makes the rooms and beds of a facility those given; the caller holds its row. What is taken away must be empty:
 * refuses `bed-in-use`. Nothing is deleted, so that past stays keep their bed.
 */
export async function keepRooms(
  tx: Tx,
  facility: Facility,
  given: readonly RoomInput[],
): Promise<void> {
  const before = (await roomsOf(tx, [facility.id], tx.work.now)).get(facility.id) ?? []
  const kept = new Set(given.flatMap((room) => room.id ?? []))
  for (const room of before.filter((one) => !kept.has(one.id))) await removeRoom(tx, room)
  for (const [position, input] of given.entries()) {
    const known = before.find((one) => one.id === input.id)
    const id = known?.id ?? uuid7(tx.work.now, tx.work.random)
    await saveRoom(tx, facility, { ...input, id, position })
    await keepBeds(tx, facility, { id, wanted: input.beds, known })
  }
}

async function removeRoom(tx: Tx, room: Room): Promise<void> {
  if (room.free.length < room.beds.length) throw new RefusalError('bed-in-use')
  await endBeds(tx, room.beds)
  await tx.updateTable('places.room').set({ is_active: false }).where('id', '=', room.id).execute()
}

async function saveRoom(
  tx: Tx,
  facility: Facility,
  room: RoomInput & { readonly id: string; readonly position: number },
): Promise<void> {
  const values = {
    territory_id: facility.territoryId,
    id: room.id,
    facility_id: facility.id,
    name: room.name,
    position: room.position,
    shared: room.shared,
    sex: room.sex,
    cots: room.cots,
    is_active: true,
  }
  await tx
    .insertInto('places.room')
    .values(values)
    .onConflict((c) => c.columns(['territory_id', 'id']).doUpdateSet(values))
    .execute()
}

async function keepBeds(
  tx: Tx,
  facility: Facility,
  room: { readonly id: string; readonly wanted: number; readonly known: Room | undefined },
): Promise<void> {
  const beds = room.known?.beds ?? []
  const surplus = beds.length - room.wanted
  if (surplus > 0) {
    const free = room.known?.free ?? []
    if (free.length < surplus) throw new RefusalError('bed-in-use')
    await endBeds(tx, free.slice(-surplus))
  }
  const added = Array.from({ length: Math.max(0, -surplus) }, (_, n) => ({
    territory_id: facility.territoryId,
    id: uuid7(tx.work.now, tx.work.random),
    room_id: room.id,
    facility_id: facility.id,
    position: beds.length + n,
    is_active: true,
  }))
  if (added.length > 0) await tx.insertInto('places.bed').values(added).execute()
}

async function endBeds(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('places.bed')
    .set({ is_active: false })
    .where('id', 'in', [...ids])
    .execute()
}
