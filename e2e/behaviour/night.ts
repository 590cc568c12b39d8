import { afterEach, expect } from 'vitest'
import type { Role } from '#platform/kernel/actor.ts'
import { clockTime, type Instant, wallClock, ZONE } from '#platform/kernel/time.ts'
import { firstOf, type House, openHouse, type Person } from '../../simulation/house.ts'
import type { Behaviour } from '../../simulation/telephones.ts'

/** Who works in every story: two on the desk, two on call, the coordinator, the administrator of grants. */
const STAFF = {
  operator: 'operator',
  colleague: 'operator',
  first: 'social-worker',
  second: 'social-worker',
  chief: 'coordinator',
  deputy: 'coordinator',
  admin: 'administrator',
} as const satisfies Readonly<Record<string, Role>>
export type Who = keyof typeof STAFF
const WHO = Object.keys(STAFF) as readonly Who[]

/** The rota of a story: the three whom the gravest class calls, at 0′, 5′ and 10′. */
const ROTA = [
  { who: 'first', role: 'social-worker', level: 1 },
  { who: 'second', role: 'social-worker', level: 2 },
  { who: 'chief', role: 'coordinator', level: 1 },
] as const

/** What a story can set before it begins. `rota`: who of the three is on call, when not all. */
type Setting = { readonly rota?: readonly Who[] | 'nobody' }

type Reply = { readonly status: number; readonly text: string }

/** One story: what people do, and time that passes from due instant to due instant. */
export type Night = {
  readonly house: House
  readonly file: () => string
  readonly people: Readonly<Record<Who, Person>>
  /** How somebody's telephone behaves from now on. */
  readonly phone: (who: Who, behaviour: Behaviour) => void
  /** Somebody takes a report of the gravest class, or of another. */
  readonly call: (classKey?: string, by?: Who) => Promise<string>
  /** Until the next time the clocks in Italy show this hour; `02:10+1` the day after. */
  readonly until: (hour: string) => Promise<void>
  readonly after: (minutes: number, seconds?: number) => Promise<void>
  /** Nothing runs until this hour: no server, no due work. */
  readonly nothingRunsUntil: (hour: string) => Promise<void>
  /** Who was rung, in order: `02:10 first`. */
  readonly rung: () => readonly string[]
  /** What was said to somebody on the line, in order. */
  readonly told: (who: Who) => readonly string[]
  /** Whom the page of the file has called, by any channel. */
  readonly called: () => Promise<readonly string[]>
  /** How many times somebody became the owner by saying yes to the page. */
  readonly answers: (who: Who) => Promise<number>
  /** *Ho chiamato io*: what the operator writes down of a call. */
  readonly saysByHand: (who: Who, result: 'answers' | 'cannot' | 'no-answer') => Promise<void>
  readonly lettersTo: (mailbox: string) => number
  /** To whom the handover of the file was chased, in order. */
  readonly chased: () => Promise<readonly string[]>
  /** What the page of the file is at: `02:20`, the hour of its next step, or how it ended. */
  readonly page: (id?: string) => Promise<string>
  /** State and owner of the file. */
  readonly stands: (id?: string) => Promise<string>
  /** A command about the file, by somebody signed in; must succeed. */
  readonly does: (who: Who, method: Method, path: string, body?: object) => Promise<Answer>
  /** The same, refused: answers the code. */
  readonly isRefused: (who: Who, path: string, body?: object) => Promise<string>
  /** The newest letter to a mailbox holds a link of this kind: its form is sent. */
  readonly byLink: (mailbox: string, kind: LinkKind, form: Form) => Promise<Reply>
  /** The path of the newest link of this kind in the letters to a mailbox. */
  readonly linkTo: (mailbox: string, kind: LinkKind) => string
  readonly opens: (path: string) => Promise<Reply>
  readonly sends: (path: string, form: Form) => Promise<Reply>
  /** What the promises say now; called by every step. */
  readonly check: () => Promise<void>
}
type LinkKind = 'r' | 's' | 'p'
type Form = Readonly<Record<string, string>>
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Answer = Readonly<Record<string, unknown>>

const open: House[] = []
afterEach(async () => {
  for (const house of open.splice(0)) await house.close()
})

/** A story that begins at an hour of Italy: `2026-11-21 02:10`. */
export async function night(at: string, { rota = WHO }: Setting = {}): Promise<Night> {
  const begins = Temporal.PlainDateTime.from(at.replace(' ', 'T')).toZonedDateTime(ZONE)
  const house = await openHouse(begins.toInstant())
  open.push(house)
  const people = await makeStaff(house)
  const story = storyOf(house, people)
  for (const { who, role, level } of ROTA) {
    const { staffId, phone, mailbox } = people[who]
    const on = house.clock.now()
    const startsAt = on.subtract({ hours: 24 }).toString()
    const endsAt = on.add({ hours: 24 * 30 }).toString()
    await story.does('chief', 'PUT', `/api/rota/people/${staffId}`, { phone, email: mailbox })
    if (rota !== 'nobody' && rota.includes(who))
      // A month on end is against any rule of turns: a story has nobody else.
      await story.does('chief', 'POST', '/api/rota/turns', {
        ...{ staffId, role, level, startsAt, endsAt, reason: 'Così vuole la storia' },
      })
  }
  if (rota !== 'nobody' && rota.length > 0) {
    const { mark } = await story.does('chief', 'GET', '/api/rota/draft')
    await story.does('chief', 'POST', '/api/rota/publish', { mark })
  }
  return story
}

async function makeStaff(house: House): Promise<Readonly<Record<Who, Person>>> {
  const made = []
  for (const [number, who] of WHO.entries())
    made.push([who, await house.person(who, STAFF[who], number)] as const)
  return Object.fromEntries(made) as Record<Who, Person>
}

function storyOf(house: House, people: Readonly<Record<Who, Person>>): Night {
  const { clock, books, telephones } = house
  let file = ''
  const nameOf = (column: 'staffId' | 'phone', value: string | null) =>
    WHO.find((who) => people[who][column] === value) ?? 'nobody'
  const check = async () => {
    const now = clock.now()
    expect(await books.broken(now.toString()), `at ${clockTime(now)}`).toEqual([])
  }
  const send = async (who: Who, method: Method, path: string, body?: object): Promise<Reply> => {
    const reply = await firstOf(house.servers).app.inject({
      method,
      url: path.startsWith('/') ? path : `/api/interventions/${file}/${path}`,
      headers: { cookie: people[who].cookie },
      ...(body ? { payload: body } : {}),
    })
    await house.workNow()
    await check()
    return { status: reply.statusCode, text: reply.payload }
  }
  const does = async (who: Who, method: Method, path: string, body?: object) => {
    const { status, text } = await send(who, method, path, body)
    expect(status, `${who} ${method} ${path}: ${text}`).toBeLessThan(300)
    return JSON.parse(text) as Answer
  }
  const linkTo = (mailbox: string, kind: LinkKind) => {
    const letter = telephones.mails.findLast(
      ({ to, text }) => to === mailbox && text.includes(`/${kind}/`),
    )
    const path = new RegExp(`/${kind}/[\\w-]{43}`, 'u').exec(letter?.text ?? '')?.[0]
    if (path === undefined) throw new Error(`no link for ${mailbox}`)
    return path
  }
  const sends = async (url: string, form: Form): Promise<Reply> => {
    const reply = await firstOf(house.servers).app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
    await house.workNow()
    await check()
    return { status: reply.statusCode, text: reply.payload }
  }
  const goTo = async (end: Instant) => {
    await passUntil(house, end, check)
  }
  return {
    ...{ house, people, does, check, file: () => file },
    phone: (who, behaviour) => telephones.behave(people[who].phone, behaviour),
    async call(classKey = 'emergenza', by = 'operator') {
      const content = { happening: 'Una donna non sa dove dormire.', municipality: 'E388' }
      const startedAt = clock.now().toString()
      const taken = await does(by, 'POST', '/api/reports', {
        ...{ startedAt, content, decision: { classKey } },
      })
      file = String(taken['interventionId'])
      return file
    },
    until: (hour) => goTo(nextTime(clock.now(), hour)),
    after: (minutes, seconds = 0) => goTo(clock.now().add({ minutes, seconds })),
    async nothingRunsUntil(hour) {
      clock.moveTo(nextTime(clock.now(), hour))
    },
    rung: () => telephones.rung.map(({ at, to }) => `${clockTime(at)} ${nameOf('phone', to)}`),
    told: (who) =>
      telephones.told.filter(({ to }) => to === people[who].phone).map(({ say }) => say),
    async called() {
      const rows = await books.ask<{ staff_id: string }>(
        'select distinct staff_id from paging.attempt where intervention_id = $1',
        [file],
      )
      return rows.map((row) => nameOf('staffId', row.staff_id)).toSorted()
    },
    async answers(who) {
      const rows = await books.ask(
        `select from platform.event
          where intervention_id = $1 and type = 'PageAcknowledged' and data->>'by' = $2`,
        [file, people[who].staffId],
      )
      return rows.length
    },
    async saysByHand(who, result) {
      const { staffId } = people[who]
      await does('operator', 'POST', 'page/calls', { staffId, result })
    },
    lettersTo: (mailbox) => telephones.mails.filter(({ to }) => to === mailbox).length,
    async chased() {
      const rows = await books.ask<{ level: string }>(
        `select data->>'level' as level from platform.event
          where intervention_id = $1 and type in ('HandoverChased', 'HandoverToCall') order by at`,
        [file],
      )
      return rows.map((row) => row.level)
    },
    async page(id = file) {
      const [row] = await books.ask<{ state: string; next: string; by: string | null }>(
        `select state, to_char(next_at at time zone '${ZONE}', 'HH24:MI') as next, answered_by as by
           from paging.page where intervention_id = $1 order by started_at desc, id desc limit 1`,
        [id],
      )
      if (!row) return 'nobody is called'
      return row.state === 'pending' ? row.next : `answered by ${nameOf('staffId', row.by)}`
    },
    async stands(id = file) {
      const [row] = await books.ask<{ state: string; owner: string }>(
        'select state, owner_id as owner from interventions.intervention where id = $1',
        [id],
      )
      return `${row?.state}, ${nameOf('staffId', row?.owner ?? null)}`
    },
    async isRefused(who, path, body) {
      const { status, text } = await send(who, 'POST', path, body)
      expect(status, text).toBeGreaterThanOrEqual(400)
      return String((JSON.parse(text) as Answer)['code'])
    },
    linkTo,
    sends,
    byLink: (mailbox, kind, form) => sends(linkTo(mailbox, kind), form),
    async opens(url) {
      const reply = await firstOf(house.servers).app.inject({ method: 'GET', url })
      return { status: reply.statusCode, text: reply.payload }
    },
  }
}

/** The next time the clocks show this hour, `+n` days later. */
function nextTime(now: Instant, text: string): Instant {
  const [hour = '', days = '0'] = text.split('+')
  const today = wallClock(now).withPlainTime(Temporal.PlainTime.from(hour))
  const later = Temporal.Instant.compare(today.toInstant(), now) > 0 ? 0 : 1
  return today.add({ days: later + Number(days) }).toInstant()
}

/** Goes from one thing that happens by itself to the next; the promises hold after each. */
async function passUntil(house: House, end: Instant, check: () => Promise<void>): Promise<void> {
  for (;;) {
    const next = await house.nextAt()
    if (next === undefined || Temporal.Instant.compare(next, end) > 0) break
    if (Temporal.Instant.compare(next, house.clock.now()) > 0) house.clock.moveTo(next)
    await house.workNow()
    await hear(house)
    await check()
  }
  house.clock.moveTo(end)
  await check()
}

/** Providers report what became of their calls, to whichever server answers. */
async function hear(house: House): Promise<void> {
  for (const { to, body } of house.telephones.takeReports()) {
    const url = '/api/gateways/telephone'
    const reply = await firstOf(house.servers).app.inject({ method: 'POST', url, payload: body })
    expect(reply.statusCode, reply.payload).toBe(200)
    const { say } = reply.json<{ say: string | null }>()
    if (say !== null) house.telephones.told.push({ to, say })
  }
  await house.workNow()
}
