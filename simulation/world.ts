import type { Logger } from 'pino'
import type { Role } from '#platform/kernel/actor.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Agenda } from './agenda.ts'
import type { Violation } from './books.ts'
import type { Draw } from './draw.ts'
import type { FaultLevel } from './faults.ts'
import { firstOf, type House, type Person } from './house.ts'
import type { Executioner } from './killing.ts'
import type { Kind, Profile, Severity } from './profiles.ts'

/** Somebody who works in the simulated service. */
export type Worker = Person & { readonly name: string; readonly roles: readonly Role[] }

/** What the world knows of one situation, whatever its file says. */
export type Happening = {
  readonly id: string
  readonly kind: Kind
  readonly severity: Severity
  readonly draw: Draw
  readonly needsPlace: boolean
  readonly refuses: boolean
  readonly minors: number
  /** How often a place was looked for. */
  searches: number
  /** How often somebody has looked at the file. */
  visits: number
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Reply = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

/** Counts of what happened in the world, beside what the tables can say. */
export type Counts = {
  /** Commands that were sent, those that were answered, and the keys that were given to them. */
  sent: number
  commands: number
  keys: number
  refusals: Record<string, number>
  deniedReads: number
  contested: number
  /** What was written down without a network, and what of it was refused when there was one. */
  offline: number
  offlineRefused: number
  /** How often two servers took up at the same instant what fell due. */
  together: number
  acts: number
}

/** Everything that a simulated year stands on. */
export type World = {
  readonly house: House
  readonly profile: Profile
  readonly faults: FaultLevel
  readonly draw: Draw
  readonly agenda: Agenda
  /** Who works here now: people leave, and others come. */
  readonly staff: Worker[]
  readonly executioner: Executioner
  /** Somebody of the other territory of the installation. */
  readonly stranger: Worker
  readonly admin: Worker
  readonly happenings: Map<string, Happening>
  readonly violations: Violation[]
  /** Turns that were left out of the rota on purpose. */
  readonly emptied: string[]
  /** The keys of reports that were answered as taken, however often they were sent. */
  readonly reported: Set<string>
  readonly counts: Counts
  readonly begins: Instant
  readonly end: Instant
  /** Where servers write what they meet. */
  readonly log: Logger
}

/** The instant at which the world stands. */
export function nowOf(world: World): Instant {
  return world.house.clock.now()
}

/** Puts something in mind, so many minutes from now. */
export function later(world: World, minutes: number, run: () => Promise<void>): void {
  const seconds = Math.max(1, Math.round(minutes * 60))
  world.agenda.add(nowOf(world).add({ seconds }), run)
}

/** The next time between 09:00 and 12:00 of a day on which offices are open, at least so many hours from now. */
export function nextMorning(world: World, draw: Draw, hours = 0): Instant {
  let day = wallClock(nowOf(world).add({ minutes: Math.round(hours * 60) }))
  if (day.hour >= 9) day = day.add({ days: 1 })
  while (!world.profile.officeDays.includes(day.dayOfWeek)) day = day.add({ days: 1 })
  return day
    .with({ hour: draw.whole(9, 11), minute: draw.whole(0, 59), second: draw.whole(0, 59) })
    .toInstant()
}

/**
 * Sends a command as somebody signed in, through all of `route()`. A refusal is an answer like any other; a fault of
 * the server breaks the promise that there are none.
 */
export async function ask(
  world: World,
  who: Worker,
  method: Method,
  url: string,
  body?: object,
): Promise<Reply> {
  const key = newKey(world)
  return await askAgain(world, key, who, method, url, body)
}

/** The same under the key of a command that was made before, whether it arrived then or not. */
export async function askAgain(
  world: World,
  key: string,
  who: Worker,
  method: Method,
  url: string,
  body?: object,
): Promise<Reply> {
  world.counts.sent += 1
  const headers = { cookie: who.cookie, 'idempotency-key': key }
  const what = `${method} ${url}`
  // Whether it was done or not nobody has heard: it is sent again under its key.
  if (method === 'POST' && body && world.executioner.isArmed('command'))
    await killOne(world, { url, headers, payload: body })
  const { app } = serverFor(world)
  const reply = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  if (what === 'POST /api/reports' && reply.statusCode === 201) world.reported.add(key)
  return heard(world, what, reply.statusCode, reply.payload)
}

/** A server works what is due now, or a command, and dies of it. */
export async function killOne(
  world: World,
  request?: Parameters<Executioner['kill']>[0]['request'],
): Promise<void> {
  await world.executioner.kill({
    now: nowOf(world).toString(),
    ...(request ? { request } : {}),
  })
}

/** A key for a command that is sent, and sent again where nobody answered. */
export function newKey({ draw, counts }: World): string {
  counts.keys += 1
  const hex = Buffer.from(draw.apart(`key/${String(counts.keys)}`).bytes(16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** One of the servers, in turn. */
function serverFor({ house: { servers }, counts }: World) {
  return servers[counts.sent % servers.length] ?? firstOf(servers)
}

/** Sends the form of a page without sign-in; answers its status. */
export async function sendForm(
  world: World,
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<number> {
  const reply = await firstOf(world.house.servers).app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
  const isFault = reply.statusCode >= 500
  heard(world, `POST ${url.slice(0, 3)}`, reply.statusCode, isFault ? reply.payload : '{}')
  return reply.statusCode
}

const FILE = /[0-9a-f]{8}-[0-9a-f-]{27}/u

function heard(world: World, what: string, status: number, text: string): Reply {
  world.counts.commands += 1
  const body = parsed(text)
  if (status >= 400) {
    const named = typeof body['code'] === 'string' ? body['code'] : ''
    const code = `${status} ${named} ${what.replaceAll(new RegExp(FILE, 'gu'), ':id')}`
    world.counts.refusals[code] = (world.counts.refusals[code] ?? 0) + 1
  }
  // A body that our own schema refuses is a mistake of the simulation, and would hide what it should try.
  if (status >= 500 || (status === 400 && text !== '{}'))
    world.violations.push({
      promise: 'the server answers every command',
      line: `${status} ${what}: ${text.slice(0, 400)}`,
      file: FILE.exec(what)?.[0] ?? null,
    })
  return { status, body }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

/** Everybody with a role. */
export function withRole(world: World, role: Role): readonly Worker[] {
  return world.staff.filter((one) => one.roles.includes(role))
}

/** Who holds this id, among those who work here. */
export function workerById(world: World, staffId: string | null): Worker | undefined {
  return world.staff.find((one) => one.staffId === staffId)
}

/** Who is on call in a role now by the published rota, level by level. */
export async function onCall(world: World, role: Role): Promise<Worker | undefined> {
  const [row] = await world.house.books.ask<{ staff_id: string }>(
    `select staff_id from oncall.turn where role = $1 and state = 'published' and removed_at is null and starts_at <= $2 and ends_at > $2
      order by level limit 1`,
    [role, nowOf(world).toString()],
  )
  return workerById(world, row?.staff_id ?? null)
}
