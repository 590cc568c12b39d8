import { m, textOf } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import type { CandidateView, FacilityView, NeedView } from '../contract.ts'
import { kindOf } from '../model-household.ts'

/** The text of one of our codes: `wordOf('exclusion', 'boy-age')`. */
export function wordOf(kind: string, code: string): string {
  return textOf(`places_${kind}_${code.replaceAll('-', '_')}`) ?? code
}

/** `donna, 34 anni · uomo, 3 anni`. */
export function peopleText(need: Pick<NeedView, 'people'>): string {
  return need.people
    .map((guest) => {
      const { age } = guest
      const who = wordOf('sex', kindOf(guest))
      return age === null ? m.places_guest_ageless({ who }) : m.places_guest({ who, age })
    })
    .join(' · ')
}

const FLAGS = ['pets', 'stepFree', 'intoxicated', 'care', 'secret', 'mayBeSplit'] as const

/** What else is to be known of them: `con animale · serve un indirizzo segreto · lontano da un comune`. */
export function attentionsText(
  need: NeedView,
  municipalities: readonly { readonly code: string; readonly name: string }[],
): string {
  const away = municipalities.filter(({ code }) => need.avoid.includes(code))
  return [
    ...FLAGS.filter((flag) => need[flag]).map((flag) => wordOf('flag', flag.toLowerCase())),
    ...away.map(({ name }) => m.places_away_from({ name })),
  ].join(' · ')
}

/** The no of a facility, with its reason and hour; empty when it said none. */
export function refusalText({ refusal }: CandidateView): string {
  if (refusal === null) return ''
  return m.places_refused_at({ when: momentText(refusal.at), why: wordOf('no', refusal.reason) })
}

/** What a facility has free, or that it must be asked. */
export function freeText(facility: FacilityView): string {
  if (facility.capacity === 'by-phone') return m.places_to_phone()
  return m.places_free({ free: facility.freeBeds, beds: facility.beds, rooms: facility.freeRooms })
}

/** How old the availability is, with its day: an hour alone reads as one of today. */
export function declaredText(facility: Pick<FacilityView, 'capacity' | 'declaredAt'>): string {
  if (facility.capacity === 'by-phone') return ''
  return facility.declaredAt === null
    ? m.places_never_declared()
    : m.places_declared_on({ moment: momentText(facility.declaredAt) })
}

/** Why not, and what must be settled on the telephone. */
export function reasonsText(candidate: CandidateView): string {
  const exclusions = candidate.exclusions.map((code) =>
    code === 'no-room'
      ? m.places_exclusion_no_room({ missing: candidate.missing })
      : wordOf('exclusion', code),
  )
  const cautions = candidate.cautions.map((code) => wordOf('caution', code))
  return [...exclusions, ...cautions].join(' · ')
}
