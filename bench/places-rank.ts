import type { Room } from '#contexts/places/model-facility.ts'
import type { Household } from '#contexts/places/model-household.ts'
import { type Candidate, rank } from '#contexts/places/model-search.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Figure } from './figure.ts'
import { percentile } from './world.ts'

const PLACES = 2000
const NOW = instant('2026-11-22T01:40:00Z')

/** Facility number `n` of an invented region: every kind of rule occurs, every third room is partly taken. */
function candidate(n: number): Candidate {
  const rooms = Array.from({ length: 1 + (n % 4) }, (_, at): Room => {
    const beds = Array.from({ length: 1 + ((n + at) % 5) }, (_, bed) => `${n}-${at}-${bed}`)
    return {
      id: `${n}-${at}`,
      name: `Stanza ${at}`,
      shared: n % 5 === 0,
      sex: n % 2 === 0 ? 'female' : 'unknown',
      cots: at % 2,
      beds,
      free: (n + at) % 3 === 0 ? beds.slice(1) : beds,
    }
  })
  return {
    id: String(n),
    admission: {
      women: n % 7 !== 0,
      men: n % 3 !== 0,
      minorsWithParent: n % 4 !== 0,
      minorsAlone: n % 9 === 0,
      pets: n % 2 === 0,
      intoxicated: n % 6 === 0,
      stepFree: n % 5 !== 0,
      care: n % 8 === 0,
      minAge: null,
      maxAge: n % 10 === 0 ? 65 : null,
      maxBoyAge: n % 11 === 0 ? 12 : null,
    },
    capacity: n % 13 === 0 ? 'by-phone' : 'beds',
    isSecret: n % 17 === 0,
    hasAgreement: n % 13 !== 0,
    municipality: 'A944',
    opensAt: n % 5 === 0 ? '18:00' : null,
    closesAt: n % 5 === 0 ? '09:00' : null,
    declaredAt: NOW.subtract({ minutes: n }),
    rooms,
  }
}

function household(n: number): Household {
  const children = Array.from({ length: n % 4 }, (_, at) => ({
    sex: at % 2 === 0 ? ('male' as const) : ('female' as const),
    age: (n * 3 + at * 5) % 17,
  }))
  return {
    people: [{ sex: 'female', age: 20 + (n % 60) }, ...children],
    pets: n % 5 === 0,
    stepFree: n % 7 === 0,
    intoxicated: n % 11 === 0,
    care: false,
    secret: n % 3 === 0,
    mayBeSplit: n % 2 === 0,
    avoid: [],
  }
}

/** The ranking of a region's places with the reason for every exclusion, in milliseconds. */
export async function placesRank(seconds: number): Promise<readonly Figure[]> {
  const places = Array.from({ length: PLACES }, (_, n) => candidate(n))
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  for (let n = 0; performance.now() < end; n += 1) {
    const start = performance.now()
    rank(places, household(n), NOW)
    times.push(performance.now() - start)
  }
  const p95 = percentile(times, 0.95)
  return [
    {
      what: `search over ${PLACES} facilities, p50`,
      value: percentile(times, 0.5),
      unit: 'ms',
      limit: 'informative',
      holds: true,
    },
    {
      what: `search over ${PLACES} facilities, p95`,
      value: p95,
      unit: 'ms',
      limit: '<= 50 ms',
      holds: p95 <= 50,
    },
  ]
}
