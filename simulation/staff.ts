import { ZONE } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import type { House } from './house.ts'
import type { Profile } from './profiles.ts'
import { answerAsked, isAway } from './work-absences.ts'
import {
  ask,
  later,
  type Method,
  nowOf,
  type Reply,
  type Worker,
  type World,
  withRole,
  workerById,
} from './world.ts'

type Made = {
  readonly staff: Worker[]
  readonly admin: Worker
  readonly stranger: Worker
}

/** Everybody who works in a simulated service, an administrator, and somebody of the other territory. */
export async function makeStaff(house: House, profile: Profile): Promise<Made> {
  const staff: Worker[] = []
  const add = async (name: string, roles: Worker['roles'], territoryId = house.territoryId) => {
    const number = staff.length
    const person = await house.person(name, roles, number, territoryId)
    return { ...person, name, roles }
  }
  for (const { roles, count } of profile.staff)
    for (let n = 1; n <= count; n += 1)
      staff.push(await add(`${roles[0] ?? ''}-${String(n)}`, roles))
  staff.push(await add('reporter', ['accredited-reporter']))
  const admin = await add('admin', ['administrator'])
  const [other] = house.neighbours
  if (other === undefined) throw new Error('no neighbour')
  return { staff, admin, stranger: await add('stranger', ['social-worker'], other) }
}

/** Telephones, mailboxes and facilities, as the coordinator writes them on the first day. */
export async function furnish(world: World): Promise<void> {
  const chief = firstWith(world, 'coordinator')
  for (const one of world.staff) {
    const url = `/api/rota/people/${one.staffId}`
    await ask(world, chief, 'PUT', url, { phone: one.phone, email: one.mailbox })
  }
  for (const facility of facilitiesOf(world.profile))
    await ask(world, chief, 'POST', '/api/facilities', facility)
}

function firstWith(world: World, role: Worker['roles'][number]): Worker {
  const [found] = withRole(world, role)
  if (!found) throw new Error(`nobody is ${role}`)
  return found
}

/** A command about the rota that nothing may refuse: without it four weeks go by in which nobody is called. */
export async function askRota(world: World, ...asked: Asked): Promise<Reply['body']> {
  const { status, body } = await ask(world, ...asked)
  if (status < 300) return body
  const [who, method, url] = asked
  const line = `${who.name} ${method} ${url}: ${String(status)} ${String(body['code'])}`
  world.violations.push({ promise: 'O1, the rota is written as it is asked', line, file: null })
  return body
}

type Asked = readonly [chief: Worker, method: Method, url: string, body?: object]

/** The first rota is short, so that the second is there in any run of more than a week. */
const FIRST_DAYS = 7
const DAYS_OF_ROTA = 28
/** It is drafted some days before it begins, and published on the last. */
const DRAFTED_BEFORE = 4

/** The rota of the first days, published at once. */
export async function firstRota(world: World, from: Temporal.PlainDate): Promise<void> {
  await draftRota(world, from, FIRST_DAYS)
  await publishRota(world)
  nextRota(world, from.add({ days: FIRST_DAYS }))
}

/** The next four weeks are drafted, wait some days in which whoever is in them is away or leaves, and are published. */
function nextRota(world: World, from: Temporal.PlainDate): void {
  const on = (daysBefore: number, run: () => Promise<void>) =>
    world.agenda.add(
      from.subtract({ days: daysBefore }).toZonedDateTime('Europe/Rome').toInstant(),
      run,
    )
  on(DRAFTED_BEFORE, async () => {
    await draftRota(world, from, DAYS_OF_ROTA)
    const draw = world.draw.apart(`drafted/${from.toString()}`)
    later(world, draw.whole(60, 2 * 24 * 60), () => goesMeanwhile(world, from, draw))
  })
  on(1, async () => {
    await publishRota(world)
    nextRota(world, from.add({ days: DAYS_OF_ROTA }))
  })
}

/** Somebody of a draft that nobody was told of is away in its first days, or leaves. */
async function goesMeanwhile(world: World, from: Temporal.PlainDate, draw: Draw): Promise<void> {
  if (world.faults.leavesPerYear > 0 && draw.chance(0.3)) await somebodyLeaves(world)
  const drafted = await world.house.books.ask<{ staff_id: string }>(
    "select staff_id from oncall.turn where removed_at is null and state = 'draft' order by starts_at, role, level limit 6",
  )
  const who = drafted.length > 0 ? workerById(world, draw.one(drafted).staff_id) : undefined
  const today = nowOf(world).toZonedDateTimeISO(ZONE).toPlainDate()
  if (who) await isAway(world, who, today.until(from).days, draw)
}

/**
 * Everybody in turn, changing at eight in the morning and in the evening; some turns stay empty, because somebody is ill and
 * nobody was found.
 */
async function draftRota(world: World, from: Temporal.PlainDate, days: number): Promise<void> {
  const chief = firstWith(world, 'coordinator')
  const draw = world.draw.apart(`rota/${from.toString()}`)
  for (const { role, level } of world.profile.rota) {
    const people = withRole(world, role).map(({ staffId }) => staffId)
    const turned = [...people.slice(level - 1), ...people.slice(0, level - 1)]
    await askRota(world, chief, 'POST', '/api/rota/patterns', {
      ...{ role, level, from: from.toString(), days },
      ...{ changes: ['08:00', '20:00'], people: turned, reason: 'Così vuole la simulazione' },
    })
  }
  const turns = await world.house.books.ask<{ id: string }>(
    "select id from oncall.turn where removed_at is null and state = 'draft' order by starts_at, role, level",
  )
  for (const { id } of turns) {
    if (!draw.chance(world.faults.emptyTurn)) continue
    world.emptied.push(id)
    await askRota(world, chief, 'DELETE', `/api/rota/turns/${id}`)
  }
}

/** What is drafted is in force; nothing where another publication has taken it along. */
async function publishRota(world: World): Promise<void> {
  const chief = firstWith(world, 'coordinator')
  const { added, mark } = await askRota(world, chief, 'GET', '/api/rota/draft')
  if (Array.isArray(added) && added.length === 0) return
  const publication = { mark, despite: 'Così vuole la simulazione' }
  await askRota(world, chief, 'POST', '/api/rota/publish', publication)
  const theirs = await world.house.books.ask<{ staff_id: string }>(
    'select distinct staff_id from oncall.swap where asked_at = $1 order by staff_id',
    [nowOf(world).toString()],
  )
  for (const { staff_id } of theirs) {
    const who = workerById(world, staff_id)
    const draw = world.draw.apart(`published/${nowOf(world).toString()}/${who?.name ?? 'gone'}`)
    await answerAsked(world, staff_id, draw)
  }
}

const NOBODY = {
  ...{ women: false, men: false, minorsWithParent: false, minorsAlone: false },
  ...{ pets: false, intoxicated: true, stepFree: true, care: true },
}

function facilitiesOf({ beds, municipalities: [municipality], stayLimit }: Profile) {
  const common = { municipality, stayLimit, phone: '+39 06 5550 4101', address: 'Via Inventata 7' }
  const shared = (name: string, count: number, sex: string) => ({
    rooms: [{ name, beds: count, shared: true, sex }],
  })
  const rooms = Array.from({ length: Math.ceil(beds.families / 2) }, (_, n) => ({
    ...{ name: `Stanza ${String(n + 1)}`, beds: n % 2 === 0 ? 3 : 2, cots: 1 },
  }))
  return [
    {
      ...{ ...common, name: 'Dormitorio Inventato', kind: 'dormitory', email: 'd@esempio.example' },
      ...{ admission: { ...NOBODY, men: true }, ...shared('Camerata uomini', beds.men, 'male') },
    },
    {
      ...{ ...common, name: 'Casa Inventata', kind: 'emergency-home', email: 'c@esempio.example' },
      ...{
        admission: { ...NOBODY, women: true },
        ...shared('Camerata donne', beds.women, 'female'),
      },
    },
    {
      ...{ ...common, name: 'Famiglie Inventate', kind: 'emergency-home', rooms },
      ...{ admission: { ...NOBODY, women: true, men: true, minorsWithParent: true, pets: true } },
      ...{ email: 'f@esempio.example', stayLimit },
    },
    {
      ...{ ...common, name: 'Comunità Inventata', kind: 'minors-community' },
      ...{ admission: { ...NOBODY, minorsAlone: true }, email: 'm@esempio.example' },
      rooms: [{ name: 'Camera ragazzi', beds: Math.max(2, beds.families), shared: true }],
    },
    {
      ...{ ...common, name: 'Albergo Inventato', kind: 'hotel', capacity: 'by-phone' },
      ...{
        hasAgreement: false,
        admission: { ...NOBODY, women: true, men: true, minorsWithParent: true },
      },
    },
  ]
}

/** Somebody leaves, whatever they have in hand, and somebody else comes in their place. */
export async function somebodyLeaves(world: World): Promise<void> {
  const { staff, admin, house } = world
  const draw = world.draw.apart(`leaves/${String(staff.length)}/${nowOf(world).toString()}`)
  const roles = draw.one(['operator', 'crew', 'social-worker', 'coordinator'] as const)
  const leaver = staff.find((one) => one.roles[0] === roles)
  if (!leaver) return
  staff.splice(staff.indexOf(leaver), 1)
  const grants = await house.books.ask<{ id: string }>(
    'select id from access.role_grant where staff_id = $1 and ended_at is null',
    [leaver.staffId],
  )
  for (const { id } of grants) await ask(world, admin, 'DELETE', `/api/grants/${id}`)
  await answerAsked(world, leaver.staffId, draw)
  const number = 100 + world.counts.commands
  const name = `${roles}-${String(number)}`
  const person = await house.person(name, leaver.roles, number)
  staff.push({ ...person, name, roles: leaver.roles })
  const url = `/api/rota/people/${person.staffId}`
  const reach = { phone: person.phone, email: person.mailbox }
  await ask(world, firstWith(world, 'coordinator'), 'PUT', url, reach)
}
