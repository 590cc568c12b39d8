import { type SqlBool, sql } from 'kysely'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import type { Admission, Capacity, FacilityKind, NightAuthority, Room } from './model-facility.ts'
import type { Sex } from './model-household.ts'
import type { Candidate } from './model-search.ts'

const PURPOSE = 'facility'

/** What is sealed of every facility, and of a secret one told to nobody without being logged. */
export type Details = {
  readonly name: string
  readonly address: string
  /** Who answers on duty. */
  readonly phone: string
  /** The head on call, who decides at night where the person on duty may not. */
  readonly headPhone: string
  readonly email: string
  /** Of a secret facility its municipality stands nowhere else; absent in what was sealed before. */
  readonly municipality?: string | null
}

/** A facility as its row holds it. */
export type Facility = {
  readonly id: string
  readonly territoryId: TerritoryId
  readonly version: number
  readonly label: string
  readonly kind: FacilityKind
  readonly bodyId: string | null
  readonly isSecret: boolean
  readonly capacity: Capacity
  readonly hasAgreement: boolean
  readonly municipality: string | null
  readonly admission: Admission
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly nightAuthority: NightAuthority
  readonly stayLimit: string | null
  /** Null: as long as the territory says. */
  readonly holdMinutes: number | null
  readonly isActive: boolean
  readonly declaredAt: Instant | null
  readonly sealedDetails: Buffer
}

/** The facility with its rooms and which beds are free at the moment asked. */
export type FacilityNow = Facility & { readonly rooms: readonly Room[] }

type Row = {
  id: string
  territory_id: string
  version: number
  label: string
  kind: string
  body_id: string | null
  is_secret: boolean
  capacity: string
  has_agreement: boolean
  municipality: string | null
  admission: unknown
  opens_at: string | null
  closes_at: string | null
  night_authority: string
  stay_limit: string | null
  hold_minutes: number | null
  is_active: boolean
  declared_at: Instant | null
  sealed_details: Buffer
}

function facilityOf(row: Row): Facility {
  return {
    id: row.id,
    territoryId: row.territory_id as TerritoryId,
    version: row.version,
    label: row.label,
    kind: row.kind as FacilityKind,
    bodyId: row.body_id,
    isSecret: row.is_secret,
    capacity: row.capacity as Capacity,
    hasAgreement: row.has_agreement,
    municipality: row.municipality,
    admission: row.admission as Admission,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    nightAuthority: row.night_authority as NightAuthority,
    stayLimit: row.stay_limit,
    holdMinutes: row.hold_minutes,
    isActive: row.is_active,
    declaredAt: row.declared_at,
    sealedDetails: row.sealed_details,
  }
}

/** The facilities that the transaction reads and `condition` selects, with their rooms at `now`; by label. */
export async function facilitiesNow(
  tx: Tx,
  now: Instant,
  condition: ReturnType<typeof sql<SqlBool>> = sql<SqlBool>`true`,
): Promise<readonly FacilityNow[]> {
  const rows = await tx
    .selectFrom('places.facility as r')
    .selectAll()
    .where(condition)
    .orderBy('r.label')
    .orderBy('r.id')
    .execute()
  const rooms = await roomsOf(
    tx,
    rows.map((row) => row.id),
    now,
  )
  return rows.map((row) => ({ ...facilityOf(row), rooms: rooms.get(row.id) ?? [] }))
}

/** One facility with its rooms at `now`. Throws NotFoundError. */
export async function facilityNow(tx: Tx, id: string, now: Instant): Promise<FacilityNow> {
  const [found] = await facilitiesNow(tx, now, sql<SqlBool>`r.id = ${id}::uuid`)
  if (!found) throw new NotFoundError('facility')
  return found
}

/** What permissions about a facility are judged by, under the actor's own sight. */
export async function facilityFacts(tx: Tx, id: string) {
  return await tx
    .selectFrom('places.facility')
    .select(['territory_id', 'body_id'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Takes a facility's row, so that whoever wants its beds waits for whoever is taking them. Throws NotFoundError. */
export async function lockFacility(tx: Tx, id: string): Promise<Facility> {
  const row = await tx
    .selectFrom('places.facility')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFoundError('facility')
  return facilityOf(row)
}

type BedRow = {
  room_id: string
  facility_id: string
  name: string
  shared: boolean
  sex: string
  cots: number
  bed_id: string | null
  free: boolean
}

/** Rooms of facilities: a bed is free when no claim on it holds at `now`, whatever has run meanwhile (I3). */
export async function roomsOf(
  tx: Tx,
  facilityIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly Room[]>> {
  if (facilityIds.length === 0) return new Map()
  const { rows } = await sql<BedRow>`
    select r.id as room_id, r.facility_id, r.name, r.shared, r.sex, r.cots, b.id as bed_id,
           (c.id is null) as free
      from places.room r
      left join places.bed b on b.territory_id = r.territory_id and b.room_id = r.id and b.is_active
      left join places.claim c on c.territory_id = b.territory_id and c.bed_id = b.id
            and c.ended_at is null and (c.until is null or c.until > ${now})
     where r.facility_id = any(${[...facilityIds]}::uuid[]) and r.is_active
     order by r.facility_id, r.position, r.id, b.position, b.id`.execute(tx)
  const rooms = Map.groupBy(rows, (row) => row.room_id)
  const built = [...rooms.values()].flatMap((beds) => (beds[0] ? [roomOf(beds[0], beds)] : []))
  const grouped = Map.groupBy(built, (one) => one.facilityId)
  return new Map([...grouped].map(([id, list]) => [id, list.map((one) => one.room)]))
}

function roomOf(first: BedRow, rows: readonly BedRow[]): { facilityId: string; room: Room } {
  const beds = rows.filter((row) => row.bed_id !== null)
  const ids = (list: readonly BedRow[]) => list.map((row) => row.bed_id ?? '')
  return {
    facilityId: first.facility_id,
    room: {
      id: first.room_id,
      name: first.name,
      shared: first.shared,
      sex: first.sex as Sex,
      cots: first.cots,
      beds: ids(beds),
      free: ids(beds.filter((row) => row.free)),
    },
  }
}

/** A facility as the search sees it. `mayKnow`: whether who searches may know where a secret one is. */
export function candidateOf(tx: Tx, facility: FacilityNow, mayKnow: boolean): Candidate {
  if (!facility.isSecret || !mayKnow) return facility
  return { ...facility, secretMunicipality: openDetails(tx, facility).municipality ?? null }
}

/** Opens what is sealed of a facility. Of a secret one only after `canSee`, and never without an event. */
export function openDetails(tx: Tx, facility: Facility): Details {
  const text = tx.work.vault.open(facility.territoryId, PURPOSE, facility.sealedDetails)
  return JSON.parse(text) as Details
}

/** Seals the details of a facility of the territory written. */
export function sealDetails(tx: Tx, territoryId: TerritoryId, details: Details): Buffer {
  return tx.work.vault.seal(territoryId, PURPOSE, JSON.stringify(details))
}

/** Writes the row of a facility, new or changed. */
export async function saveFacility(tx: Tx, facility: Facility): Promise<void> {
  const values = {
    territory_id: facility.territoryId,
    id: facility.id,
    version: facility.version,
    label: facility.label,
    kind: facility.kind,
    body_id: facility.bodyId,
    is_secret: facility.isSecret,
    capacity: facility.capacity,
    has_agreement: facility.hasAgreement,
    municipality: facility.municipality,
    admission: JSON.stringify(facility.admission),
    opens_at: facility.opensAt,
    closes_at: facility.closesAt,
    night_authority: facility.nightAuthority,
    stay_limit: facility.stayLimit,
    hold_minutes: facility.holdMinutes,
    is_active: facility.isActive,
    declared_at: facility.declaredAt,
    sealed_details: facility.sealedDetails,
  }
  await tx
    .insertInto('places.facility')
    .values(values)
    .onConflict((c) => c.columns(['territory_id', 'id']).doUpdateSet(values))
    .execute()
}
