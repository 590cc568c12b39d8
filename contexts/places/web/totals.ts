import { m, textOf } from '#platform/i18n/texts.ts'
import type { FacilityView } from '../contract.ts'
import { FACILITY_KINDS, type FacilityKind } from '../model-facility.ts'

/** What is free tonight in one kind of place; what must be telephoned is counted apart, never as beds. */
export type Total = {
  readonly kind: FacilityKind
  readonly free: number
  readonly beds: number
  readonly rooms: number
  readonly counted: number
  readonly toPhone: number
}

/** The totals of facilities by kind, in the order of the kinds. */
export function totalsOf(facilities: readonly FacilityView[]): readonly Total[] {
  const open = facilities.filter((one) => one.isActive)
  return FACILITY_KINDS.flatMap((kind) => {
    const here = open.filter((one) => one.kind === kind)
    if (here.length === 0) return []
    const counted = here.filter((one) => one.capacity === 'beds')
    const sum = (of: (one: FacilityView) => number) =>
      counted.reduce((total, one) => total + of(one), 0)
    return [
      {
        kind,
        free: sum((one) => one.freeBeds),
        beds: sum((one) => one.beds),
        rooms: sum((one) => one.freeRooms),
        counted: counted.length,
        toPhone: here.length - counted.length,
      },
    ]
  })
}

/** `comunità per minori`. */
export function kindWord(kind: FacilityKind): string {
  return textOf(`places_kind_${kind.replaceAll('-', '_')}`) ?? kind
}

/** `liberi 4 letti, stanze intere 1 · da telefonare 1`. */
export function totalText({ free, rooms, counted, toPhone }: Total): string {
  const parts = [
    counted === 0 ? '' : m.places_total({ free, rooms }),
    toPhone === 0 ? '' : m.places_total_phone({ count: toPhone }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** `liberi 4, presi 5 · da telefonare 1`. */
export function wallText({ free, beds, counted, toPhone }: Total): string {
  const parts = [
    counted === 0 ? '' : m.places_wall({ free, taken: Math.max(0, beds - free) }),
    toPhone === 0 ? '' : m.places_total_phone({ count: toPhone }),
  ]
  return parts.filter(Boolean).join(' · ')
}
