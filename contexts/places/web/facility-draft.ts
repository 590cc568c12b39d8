import type { FacilityEditView } from '../contract-facility.ts'
import type { Capacity, FacilityKind, NightAuthority } from '../model-facility.ts'
import type { Sex } from '../model-household.ts'

/** What may be ticked about whom a facility admits, and about itself. */
export const ADMITS = [
  'women',
  'men',
  'minorsWithParent',
  'minorsAlone',
  'pets',
  'intoxicated',
  'stepFree',
  'care',
] as const
export type Admits = (typeof ADMITS)[number]
export const TRAITS = ['isSecret', 'hasAgreement', 'isActive'] as const
export type Trait = (typeof TRAITS)[number]

export type WrittenRoom = {
  readonly key: string
  readonly id?: string
  readonly name: string
  readonly beds: string
  readonly cots: string
  readonly shared: boolean
  readonly sex: Sex
}

export const LINES = [
  'name',
  'alias',
  'address',
  'phone',
  'headPhone',
  'email',
  'opensAt',
  'closesAt',
  'minAge',
  'maxAge',
  'maxBoyAge',
  'holdMinutes',
] as const
export type Line = (typeof LINES)[number]

/** A facility while it is written: text as typed. */
export type Written = {
  readonly version: number
  readonly kind: FacilityKind
  readonly capacity: Capacity
  readonly nightAuthority: NightAuthority
  readonly municipality: string
  readonly bodyId: string
  readonly stayLimit: string
  readonly traits: readonly Trait[]
  readonly admits: readonly Admits[]
  readonly lines: Readonly<Record<Line, string>>
  readonly rooms: readonly WrittenRoom[]
}

/** A new facility, before anything is written. */
export function emptyFacility(): Written {
  return {
    version: 0,
    kind: 'emergency-home',
    capacity: 'beds',
    nightAuthority: 'anyone-on-duty',
    municipality: '',
    bodyId: '',
    stayLimit: '',
    traits: ['hasAgreement', 'isActive'],
    admits: [],
    lines: {
      name: '',
      alias: '',
      address: '',
      phone: '',
      headPhone: '',
      email: '',
      opensAt: '',
      closesAt: '',
      minAge: '',
      maxAge: '',
      maxBoyAge: '',
      holdMinutes: '',
    },
    rooms: [{ key: 'first', name: '', beds: '1', cots: '0', shared: false, sex: 'unknown' }],
  }
}

/** A facility as it stands, to be changed. */
export function writtenFrom(facility: FacilityEditView): Written {
  const { admission } = facility
  const text = (value: string | number | null): string => (value === null ? '' : String(value))
  return {
    version: facility.version,
    kind: facility.kind,
    capacity: facility.capacity,
    nightAuthority: facility.nightAuthority,
    municipality: text(facility.municipality),
    bodyId: text(facility.bodyId),
    stayLimit: text(facility.stayLimit),
    traits: TRAITS.filter((trait) => facility[trait]),
    admits: ADMITS.filter((key) => admission[key]),
    lines: {
      name: facility.name,
      alias: facility.alias,
      address: facility.address,
      phone: facility.phone,
      headPhone: facility.headPhone,
      email: facility.email,
      opensAt: text(facility.opensAt),
      closesAt: text(facility.closesAt),
      minAge: text(admission.minAge),
      maxAge: text(admission.maxAge),
      maxBoyAge: text(admission.maxBoyAge),
      holdMinutes: text(facility.holdMinutes),
    },
    rooms: facility.rooms.map((room) => ({
      key: room.id,
      id: room.id,
      name: room.name,
      beds: String(room.beds),
      cots: String(room.cots),
      shared: room.shared,
      sex: room.sex,
    })),
  }
}

/** What is no number goes as it was typed, so that the server names the field. */
function numberOf(text: string): number | string {
  return /^\d+$/u.test(text.trim()) ? Number(text) : text
}

const orNull = <T>(text: string, read: (text: string) => T): T | null =>
  text.trim() === '' ? null : read(text.trim())

/** What is sent. */
export function bodyOf(written: Written): object {
  const { lines, admits, traits } = written
  const same = (text: string) => text
  return {
    version: written.version,
    kind: written.kind,
    capacity: written.capacity,
    nightAuthority: written.nightAuthority,
    municipality: orNull(written.municipality, same),
    bodyId: orNull(written.bodyId, same),
    stayLimit: orNull(written.stayLimit, same),
    ...Object.fromEntries(TRAITS.map((trait) => [trait, traits.includes(trait)])),
    admission: {
      ...Object.fromEntries(ADMITS.map((key) => [key, admits.includes(key)])),
      minAge: orNull(lines.minAge, numberOf),
      maxAge: orNull(lines.maxAge, numberOf),
      maxBoyAge: orNull(lines.maxBoyAge, numberOf),
    },
    name: lines.name,
    alias: lines.alias,
    address: lines.address,
    phone: lines.phone,
    headPhone: lines.headPhone,
    email: lines.email.trim(),
    opensAt: orNull(lines.opensAt, same),
    closesAt: orNull(lines.closesAt, same),
    holdMinutes: orNull(lines.holdMinutes, numberOf),
    rooms: written.rooms.map(({ id, name, beds, cots, shared, sex }) => ({
      ...(id === undefined ? {} : { id }),
      name,
      beds: numberOf(beds),
      cots: numberOf(cots),
      shared,
      sex,
    })),
  }
}
