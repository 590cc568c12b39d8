import type { Draw } from './draw.ts'
import { nationalHoliday } from './holidays.ts'
import { keptOffline } from './offline.ts'
import { HOLIDAY, KINDS, type Kind, REFUSES, REFUSES_ELSE, seasonOf, WEEKEND } from './profiles.ts'
import { visitLater } from './visits.ts'
import {
  ask,
  type Happening,
  later,
  nowOf,
  onCall,
  type Reply,
  type Worker,
  type World,
  withRole,
} from './world.ts'

/** The reports that come on one day, each at its minute. Called at midnight. */
export function reportsOf(world: World, day: Temporal.PlainDate): void {
  const draw = world.draw.apart(`day/${day.toString()}`)
  for (let n = draw.count(expected(world, day)); n > 0; n -= 1) {
    const at = day.toZonedDateTime({ timeZone: 'Europe/Rome', plainTime: timeOf(world, draw) })
    const own = world.draw.apart(`report/${day.toString()}/${String(n)}`)
    world.agenda.add(at.toInstant(), () => report(world, kindOf(world, own, day), own))
  }
}

/** How many reports a day brings: the weights of its weekday and of holidays, made even over the year. */
function expected({ profile }: World, day: Temporal.PlainDate): number {
  const even = profile.reportsPerYear / 365 / (1 + ((WEEKEND - 1) * 3) / 7)
  const weekday = day.dayOfWeek >= 5 ? WEEKEND : 1
  return even * weekday * (nationalHoliday(day) ? HOLIDAY : 1)
}

function timeOf({ profile }: World, draw: Draw): Temporal.PlainTime {
  const bands = Object.fromEntries(profile.hours.map((band, n) => [String(n), band.percent]))
  const band = profile.hours[Number(draw.weighted(bands))]
  const minutes = draw.whole((band?.from ?? 0) * 60, (band?.until ?? 24) * 60 - 1)
  return new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60, draw.whole(0, 59))
}

function kindOf({ profile }: World, draw: Draw, day: Temporal.PlainDate): Kind {
  const weights: Partial<Record<Kind, number>> = {}
  for (const kind of KINDS) weights[kind] = (profile.kinds[kind] ?? 0) * seasonOf(kind, day.month)
  return draw.weighted(weights)
}

const FACTS: Readonly<Record<Kind, readonly string[]>> = {
  homeless: ['homeless'],
  migrant: ['homeless', 'extremePoverty'],
  psychiatric: ['healthNeed'],
  elderly: ['confusedAlone'],
  eviction: ['eviction'],
  minor: ['minorInvolved', 'minorAlone'],
  violence: ['violence', 'minorInvolved'],
  family: ['minorInvolved', 'extremePoverty'],
}

const MINORS: Readonly<Partial<Record<Kind, number>>> = { minor: 1, violence: 1, family: 2 }

/** Somebody reports: whoever answers writes it down, with a class or, in a hurry, without one. */
async function report(world: World, kind: Kind, draw: Draw): Promise<void> {
  const severity = draw.weighted(world.profile.severity)
  const category = draw.weighted(world.profile.reporters)
  const isWritten = category === 'police' && draw.chance(0.1)
  const isOffline = !isWritten && draw.chance(world.faults.offline)
  const crew = isOffline ? withRole(world, 'crew') : []
  const taker = isWritten
    ? withRole(world, 'accredited-reporter')[0]
    : crew.length > 0
      ? draw.one(crew)
      : await takerOf(world, draw)
  if (!taker) return
  const hasClass = !isWritten && draw.chance(0.9)
  const at = nowOf(world).subtract({ seconds: draw.whole(30, 240) })
  const url = '/api/reports'
  const sent = {
    startedAt: at.toString(),
    channel: isWritten ? 'portal' : crew.length > 0 ? 'street' : 'phone',
    content: contentOf(world, { kind, severity, category }, draw),
    ...(hasClass ? { decision: decisionOf(world, severity) } : {}),
  }
  const taken = (reply: Reply) => begins(world, reply, { kind, severity, hasClass }, draw)
  if (crew.length === 0) return taken(await ask(world, taker, 'POST', url, sent))
  // Whoever meets somebody on the street has no network there.
  const kept = { who: taker, url, body: sent, at, found: 'report', about: null } as const
  await keptOffline(world, kept, draw.apart('offline'), taken)
}

/** What was reported is there, and people look at it. */
function begins(
  world: World,
  { status, body }: Reply,
  { kind, severity, hasClass }: Pick<Happening, 'kind' | 'severity'> & { hasClass: boolean },
  draw: Draw,
): void {
  if (status !== 201) return
  const of = happeningOf(world, String(body['interventionId']), { kind, severity }, draw)
  world.happenings.set(of.id, of)
  if (!hasClass) later(world, draw.around(6, 0.8), () => classLater(world, of))
  if (draw.chance(0.08)) later(world, draw.around(30, 1), () => strangerReads(world, of))
  visitLater(world, of, draw.around(20, 0.6))
}

type Said = {
  readonly kind: Kind
  readonly severity: Happening['severity']
  readonly category: string
}

function contentOf({ profile }: World, { kind, severity, category }: Said, draw: Draw) {
  const facts = severity === 'not-pertinent' ? [] : FACTS[kind]
  const isProtected = kind === 'violence' && draw.chance(0.4)
  return {
    happening: 'Parole inventate di una simulazione.',
    ...{ category, municipality: draw.one(profile.municipalities) },
    answers: Object.fromEntries(facts.map((fact) => [fact, 'yes'])),
    ...(isProtected ? { protection: ['address-secret'] } : {}),
  }
}

function happeningOf(
  { profile }: World,
  id: string,
  { kind, severity }: Pick<Happening, 'kind' | 'severity'>,
  draw: Draw,
): Happening {
  const isPertinent = severity !== 'not-pertinent'
  return {
    ...{ id, kind, severity, draw, minors: MINORS[kind] ?? 0, searches: 0, visits: 0 },
    needsPlace: isPertinent && draw.chance(profile.placesPercent / 100),
    refuses: draw.chance(REFUSES[kind] ?? REFUSES_ELSE),
  }
}

function decisionOf({ profile }: World, severity: Happening['severity']) {
  return {
    ...{ classKey: profile.classes[severity], reason: 'Valutata al telefono' },
    ...(severity === 'not-pertinent' ? { offeredInstead: 'Indicato lo sportello del Comune' } : {}),
  }
}

/** Who takes the call: who sits at the desk in this shift, else whoever is on call, else a coordinator. */
async function takerOf(world: World, draw: Draw): Promise<Worker | undefined> {
  const operators = world.staff.filter(({ roles }) => roles[0] === 'operator')
  if (operators.length > 0) return draw.one(operators)
  return (await onCall(world, 'social-worker')) ?? draw.one(withRole(world, 'coordinator'))
}

async function classLater(world: World, { id, severity, draw }: Happening): Promise<void> {
  const taker = await takerOf(world, draw)
  if (!taker) return
  await ask(
    world,
    taker,
    'POST',
    `/api/interventions/${id}/triage-decisions`,
    decisionOf(world, severity),
  )
}

/** Somebody of another territory, or who only keeps grants, tries to read the file: nothing of it may come back (I7). */
async function strangerReads(world: World, { id, draw }: Happening): Promise<void> {
  const who = draw.chance(0.5) ? world.stranger : world.admin
  const path = draw.one(['', '/work', '/places', '/handovers', '/people'])
  const { status } = await ask(world, who, 'GET', `/api/interventions/${id}${path}`)
  world.counts.deniedReads += 1
  if (status === 403 || status === 404) return
  const promise = 'I7, nobody reads a file who may not'
  world.violations.push({ promise, line: `${who.name} was answered ${String(status)}`, file: id })
}
