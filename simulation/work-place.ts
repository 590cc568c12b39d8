import { keptOffline } from './offline.ts'
import { EXTENDED, MINUTES_TO_PLACE } from './profiles.ts'
import type { Standing } from './standing.ts'
import {
  ask,
  type Happening,
  later,
  nextMorning,
  nowOf,
  type Reply,
  type Worker,
  type World,
  withRole,
} from './world.ts'

const MOST_SEARCHES = 3
const EDUCATOR = { name: 'Lidia Fantini', role: 'educatrice di turno' }

/** What is done for a place; answers in how many minutes somebody looks again, undefined when nothing is to be done. */
export async function lookForPlace(
  world: World,
  of: Happening,
  file: Standing,
  worker: Worker,
): Promise<number | undefined> {
  const state = file.place?.state ?? 'none'
  if (state === 'held') return await settleHold(world, of, file, worker)
  if (state === 'confirmed') return await awaitArrival(world, of, file, worker)
  if (state === 'arrived' || state === 'ended' || !of.needsPlace) return undefined
  if (of.searches >= MOST_SEARCHES) return undefined
  return await search(world, of, worker)
}

const NAMES: Readonly<Record<string, string>> = {
  homeless: 'Dormitorio Inventato',
  migrant: 'Dormitorio Inventato',
  psychiatric: 'Dormitorio Inventato',
  elderly: 'Casa Inventata',
  eviction: 'Famiglie Inventate',
  family: 'Famiglie Inventate',
  violence: 'Famiglie Inventate',
  minor: 'Comunità Inventata',
}
const HOTEL = 'Albergo Inventato'

async function search(world: World, of: Happening, worker: Worker): Promise<number> {
  const { id, draw } = of
  const path = `/api/interventions/${id}/places`
  of.searches += 1
  await ask(world, worker, 'PUT', `${path}/need`, { people: peopleOf(of) })
  if (draw.chance(0.2)) await ask(world, worker, 'GET', path)
  const isLast = of.searches === MOST_SEARCHES
  if (isLast && draw.chance(0.5)) {
    const againIn = draw.chance(0.6) ? draw.whole(30, 600) : null
    await ask(world, worker, 'POST', `${path}/unmet`, { note: 'Resta al caldo', againIn })
    return draw.around(60, 0.5)
  }
  const facilityId = await facilityNamed(world, isLast ? HOTEL : (NAMES[of.kind] ?? HOTEL))
  const result = draw.weighted({ yes: 70, no: 18, 'no-answer': 12 })
  const call = { facilityId, result, ...(result === 'no' ? { reason: 'rule' } : {}) }
  await rings(world, of, worker, { ...call, ...(result === 'no-answer' ? {} : EDUCATOR) })
  return draw.around(MINUTES_TO_PLACE[of.kind] / 8, 0.6)
}

/** The facility is rung; at times for another file in the same instant, or twice for this one: a bed has one winner. */
async function rings(world: World, of: Happening, worker: Worker, call: object): Promise<void> {
  const one = (id: string, who: Worker): Promise<Reply> =>
    ask(world, who, 'POST', `/api/interventions/${id}/places/calls`, call)
  const isContested = of.draw.chance(world.faults.contested)
  if (!isContested) return void (await one(of.id, worker))
  world.counts.contested += 1
  const other = rivalOf(world, of)
  const rival = of.draw.one(withRole(world, 'social-worker'))
  if (!other) return void (await Promise.all([one(of.id, worker), one(of.id, worker)]))
  const need = { people: peopleOf(other) }
  await ask(world, rival, 'PUT', `/api/interventions/${other.id}/places/need`, need)
  await Promise.all([one(of.id, worker), one(other.id, rival)])
}

/** The newest other file whose people want a bed in the same place. */
function rivalOf({ happenings }: World, of: Happening): Happening | undefined {
  return [...happenings.values()]
    .slice(-30)
    .findLast((one) => one !== of && one.needsPlace && NAMES[one.kind] === NAMES[of.kind])
}

function peopleOf({ kind, minors }: Happening): readonly { sex: string; age: number }[] {
  if (kind === 'minor') return [{ sex: 'male', age: 16 }]
  const isAlone = kind === 'homeless' || kind === 'migrant' || kind === 'psychiatric'
  const adult = { sex: isAlone ? 'male' : 'female', age: 38 }
  return [adult, ...Array.from({ length: minors }, (_, n) => ({ sex: 'female', age: 4 + n }))]
}

async function facilityNamed(world: World, label: string): Promise<string> {
  const [row] = await world.house.books.ask<{ id: string }>(
    'select id from places.facility where territory_id = $1 and label = $2',
    [world.house.territoryId, label],
  )
  return row?.id ?? ''
}

type Placed = NonNullable<Standing['place']>

async function settleHold(
  world: World,
  of: Happening,
  file: Standing,
  worker: Worker,
): Promise<number> {
  const { draw } = of
  const place = placeOf(file)
  const on = (verb: string, body: object) => onPlace(world, of, worker, place, verb, body)
  if (of.refuses) {
    await on('release', { reason: 'declined' })
    of.searches = MOST_SEARCHES
    return draw.around(20, 0.5)
  }
  if (place.minors > 0 && place.title === null) await on('title', { title: 'parent-consent' })
  if (place.needs_authorisation && place.authorisation === null) await authorise(world, of, on)
  const does = draw.weighted({ link: 45, voice: 35, arrives: 5, extends: 5, forgets: 10 })
  if (does === 'link' && place.asked_at === null) await on('confirmation-link', {})
  if (does === 'voice') await on('confirmation', { ...EDUCATOR, arrivesIn: draw.whole(20, 120) })
  if (does === 'arrives') await arrives(world, of, worker, place)
  if (does === 'extends') await on('extension', {})
  return draw.around(25, 0.6)
}

async function authorise(
  world: World,
  of: Happening,
  on: (verb: string, body: object) => Promise<Reply>,
): Promise<void> {
  if (of.draw.chance(0.6)) {
    await on('authorisation', { mode: 'authorised', words: 'Il dirigente al telefono' })
    return
  }
  await on('authorisation', { mode: 'to-ratify', words: 'Il funzionario non risponde' })
  if (!of.draw.chance(0.9)) return
  const [chief] = withRole(world, 'coordinator')
  const decision = of.draw.chance(0.9) ? 'ratified' : 'not-ratified'
  world.agenda.add(nextMorning(world, of.draw, of.draw.whole(0, 60)), async () => {
    if (chief) await on('ratification', { decision, words: 'Determina 12' })
  })
}

async function awaitArrival(
  world: World,
  of: Happening,
  file: Standing,
  worker: Worker,
): Promise<number> {
  const { draw } = of
  const place = placeOf(file)
  const on = (verb: string, body: object) => onPlace(world, of, worker, place, verb, body)
  const does = draw.weighted({ arrives: 75, 'no-show': 7, later: 8, forgets: 10 })
  const isContested = draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  await Promise.all([
    ...(does === 'arrives' || isContested ? [arrives(world, of, worker, place)] : []),
    ...(does === 'no-show' || isContested ? [on('no-show', {})] : []),
  ])
  if (does === 'later') await on('expected', { arrivesIn: draw.whole(20, 180) })
  return draw.around(30, 0.6)
}

/** They are there; some days later the stay ends, is extended, or goes on past its limit without a word. */
async function arrives(world: World, of: Happening, worker: Worker, place: Placed): Promise<void> {
  const { draw } = of
  if (!draw.chance(world.faults.offline)) {
    const { status } = await onPlace(world, of, worker, place, 'arrival', {})
    if (status < 300) stays(world, of, worker, place)
    return
  }
  // Who brought them there has no network.
  const at = nowOf(world)
  const url = `/api/interventions/${of.id}/placements/${place.id}/arrival`
  const body = { arrivedAt: at.toString() }
  const kept = { who: worker, url, body, at, found: 'arrival', about: place.id } as const
  await keptOffline(world, kept, draw.apart(`offline/${place.id}`), ({ status }) => {
    if (status < 300) stays(world, of, worker, place)
  })
}

function stays(world: World, of: Happening, worker: Worker, place: Placed): void {
  const { draw } = of
  const hours = Math.min(240, draw.around(48, 0.6))
  if (draw.chance(EXTENDED))
    later(world, hours * 45, async () => {
      await onPlace(world, of, worker, place, 'stay', { hours: draw.whole(12, 72) })
    })
  later(world, hours * 60, () => endsStay(world, of, place))
}

async function endsStay(world: World, of: Happening, place: Placed): Promise<void> {
  const reason = of.draw.weighted({ 'moved-on': 80, 'own-choice': 12, left: 5, hospital: 3 })
  const [chief] = withRole(world, 'coordinator')
  if (chief) await onPlace(world, of, chief, place, 'ending', { reason })
}

function placeOf({ place }: Standing): Placed {
  if (!place) throw new Error('there is no place')
  return place
}

async function onPlace(
  world: World,
  { id }: Happening,
  who: Worker,
  place: Placed,
  verb: string,
  body: object,
): Promise<Reply> {
  const [chief] = withRole(world, 'coordinator')
  const by = verb === 'ratification' && chief ? chief : who
  const url = `/api/interventions/${id}/placements/${place.id}/${verb}`
  return await ask(world, by, 'POST', url, body)
}
