import type { Household, Sex } from './model-household.ts'
import { infantsIn, isMinor, minorsIn } from './model-household.ts'

export const FACILITY_KINDS = [
  'emergency-home',
  'mother-child',
  'dormitory',
  'minors-community',
  'apartment',
  'hotel',
  'family',
] as const
export type FacilityKind = (typeof FACILITY_KINDS)[number]

export const CAPACITIES = ['beds', 'by-phone'] as const
/** `beds`: rooms and beds are kept here. `by-phone`: no number is pretended, it is asked on the telephone. */
export type Capacity = (typeof CAPACITIES)[number]

export const NIGHT_AUTHORITIES = ['anyone-on-duty', 'on-call-head', 'nobody-at-night'] as const
/** Who may say yes at night. */
export type NightAuthority = (typeof NIGHT_AUTHORITIES)[number]

/** Whom a facility takes. Ages are of adults; `maxBoyAge` is the last age at which a boy comes in with his mother. */
export type Admission = {
  readonly women: boolean
  readonly men: boolean
  readonly minorsWithParent: boolean
  readonly minorsAlone: boolean
  readonly pets: boolean
  readonly intoxicated: boolean
  readonly stepFree: boolean
  readonly care: boolean
  readonly minAge: number | null
  readonly maxAge: number | null
  readonly maxBoyAge: number | null
}

/** A room with the beds that are free at the moment asked. One household has a room for itself unless it is shared. */
export type Room = {
  readonly id: string
  readonly name: string
  readonly shared: boolean
  readonly sex: Sex
  readonly cots: number
  readonly beds: readonly string[]
  readonly free: readonly string[]
}

/** Which beds of which rooms a household would have. */
export type Fit = { readonly roomIds: readonly string[]; readonly bedIds: readonly string[] }

/**
 * Beds for a household, room first: the tightest single room, several only when they may be split and every room
 * has an adult of theirs. Otherwise how many beds the best room lacks.
 */
export function fitRooms(
  rooms: readonly Room[],
  household: Household,
): { readonly fit: Fit } | { readonly missing: number } {
  const usable = rooms.filter((room) => isUsable(room, household))
  const wanted = household.people.length
  const fitting = usable
    .filter((room) => bedsFor(room, household) <= room.free.length)
    .toSorted((a, b) => a.free.length - b.free.length || a.id.localeCompare(b.id))
  const [tightest] = fitting
  if (tightest) return { fit: fitOf([tightest], household) }
  const split = household.mayBeSplit ? splitRooms(usable, household) : undefined
  if (split) return { fit: fitOf(split, household) }
  const lacks = usable.map((room) => bedsFor(room, household) - room.free.length)
  return { missing: Math.min(wanted, ...lacks) }
}

function isUsable(room: Room, household: Household): boolean {
  if (room.free.length === 0) return false
  if (!room.shared) return room.free.length === room.beds.length
  const minors = minorsIn(household)
  if (minors > 0 && minors < household.people.length) return false
  return room.sex === 'unknown' || household.people.every(({ sex }) => sex === room.sex)
}

function bedsFor(room: Room, household: Household): number {
  const infants = infantsIn(household)
  const inCots = Math.min(infants, room.cots)
  // Somebody of theirs always sleeps in a bed beside the cots.
  return Math.max(1, household.people.length - inCots)
}

function splitRooms(usable: readonly Room[], household: Household): readonly Room[] | undefined {
  const rooms: Room[] = []
  let beds = 0
  let cots = 0
  const needed = () =>
    Math.max(1, household.people.length - Math.min(infantsIn(household), cots)) - beds
  for (const room of usable.toSorted((a, b) => b.free.length - a.free.length)) {
    if (needed() <= 0) break
    rooms.push(room)
    beds += room.free.length
    cots += room.cots
  }
  if (needed() > 0) return undefined
  const adults = household.people.filter((one) => !isMinor(one)).length
  return minorsIn(household) > 0 && rooms.length > adults ? undefined : rooms
}

function fitOf(rooms: readonly Room[], household: Household): Fit {
  let needed = household.people.length
  const bedIds = rooms.flatMap((room) => {
    if (!room.shared) {
      needed -= room.free.length
      return room.free
    }
    const taken = room.free.slice(0, Math.max(0, needed))
    needed -= taken.length
    return taken
  })
  return { roomIds: rooms.map((room) => room.id), bedIds }
}
