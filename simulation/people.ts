import type { Mail } from '#platform/gateways/mail.ts'
import { notAfter } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import type { Behaviour, Rung, Saying } from './telephones.ts'
import { ask, later, nextMorning, nowOf, sendForm, type Worker, type World } from './world.ts'

/** What somebody does whose telephone rings. A: more than half answer, one in four does not hear it. */
const ANSWERS_CALL = {
  presses: 52,
  'presses-twice': 4,
  'presses-late': 8,
  nothing: 24,
  busy: 4,
  failed: 3,
  'in-app': 5,
} as const

/** How the telephone behaves that rings now: what its owner does, and what the provider makes of it. */
export function rings(world: World, call: Rung, outageUntil: Temporal.Instant): Behaviour {
  const draw = world.draw.apart(`ring/${call.key}`)
  if (notAfter(nowOf(world), outageUntil) || draw.chance(world.faults.broken)) return 'broken'
  const worker = world.staff.find(({ phone }) => phone === call.to)
  const isReplyLost = draw.chance(world.faults.replyLost)
  if (call.kind !== 'voice') {
    if (worker && draw.chance(0.3)) inApp(world, worker, draw)
    return { says: [{ after: 5, event: 'delivered' }], isReplyLost }
  }
  return { says: distorted(world, saidOf(world, worker, draw), draw), isReplyLost }
}

function saidOf(world: World, worker: Worker | undefined, draw: Draw): readonly Saying[] {
  const does = draw.weighted(ANSWERS_CALL)
  const soon = draw.around(45, 0.8)
  switch (does) {
    case 'presses':
      return [pressed(soon)]
    case 'presses-twice':
      return [pressed(soon), pressed(soon + 2)]
    case 'presses-late':
      return [pressed(draw.around(600, 0.8))]
    case 'busy':
    case 'failed':
      return [{ after: 5, event: does }]
    case 'in-app':
      if (worker) inApp(world, worker, draw)
      return [{ after: 45, event: 'no-answer' }]
    case 'nothing':
      return [{ after: 45, event: 'no-answer' }]
  }
}

const pressed = (after: number): Saying => ({ after, event: 'pressed', digit: '1' })

function distorted(world: World, says: readonly Saying[], draw: Draw): readonly Saying[] {
  if (draw.chance(world.faults.unheard)) return []
  const twice = draw.chance(world.faults.saidTwice)
    ? says.map((one) => ({ ...one, after: one.after + draw.whole(0, 120) }))
    : []
  const strange = draw.chance(world.faults.outOfOrder)
    ? [
        { after: 1, event: 'no-answer' } as const,
        { after: draw.whole(60, 900), event: 'delivered' } as const,
      ]
    : []
  return [...says, ...twice, ...strange]
}

function inApp(world: World, worker: Worker, draw: Draw): void {
  later(world, draw.around(4, 0.8), async () => {
    const { body } = await ask(world, worker, 'GET', '/api/pages/mine')
    const pages = Array.isArray(body['pages']) ? body['pages'] : []
    const [first] = pages as { pageId: string; mayDecline: boolean }[]
    if (!first) return
    const verb = first.mayDecline && draw.chance(0.2) ? 'declination' : 'acknowledgement'
    const url = `/api/pages/${first.pageId}/${verb}`
    if (draw.chance(0.1)) await ask(world, worker, 'POST', `/api/pages/${first.pageId}/sighting`)
    await ask(world, worker, 'POST', url)
    if (draw.chance(0.1)) await ask(world, worker, 'POST', url)
  })
}

/** Whoever gets a letter with a link, and what comes of it. */
export function reads(world: World, mail: Mail): void {
  const link = /\/([rsp])\/[\w-]{43}/u.exec(mail.text)
  if (!link) return
  const [path, kind] = link
  const draw = world.draw.apart(`link/${path}`)
  if (kind === 'r') worker(world, path, draw)
  if (kind === 's') facility(world, path, draw)
  if (kind === 'p') office(world, path, draw)
}

function worker(world: World, path: string, draw: Draw): void {
  if (!draw.chance(0.08)) return
  const answer = draw.chance(0.75) ? 'yes' : 'no'
  later(world, draw.around(6, 1), async () => {
    await sendForm(world, path, { answer })
    if (draw.chance(0.2)) await sendForm(world, path, { answer: 'yes' })
  })
}

const SAYS = { name: 'Lidia Fantini', role: 'educatrice di turno' }

/** A: of ten that were asked to confirm in writing, eight do, one says no, one never answers. */
function facility(world: World, path: string, draw: Draw): void {
  const does = draw.weighted({ yes: 80, no: 9, never: 11 })
  if (does === 'never') return
  later(world, draw.around(12, 0.9), async () => {
    const form = does === 'yes' ? { answer: 'yes' } : { answer: 'no', reason: 'rule' }
    await sendForm(world, path, { ...form, ...SAYS })
    if (draw.chance(0.1)) await sendForm(world, path, { ...form, ...SAYS })
  })
}

const OFFICER = { name: 'Laura Innocenzi', role: 'assistente sociale' }

/** A: what an office does with a letter; some are read after days, some never. */
function office(world: World, path: string, draw: Draw): void {
  const does = draw.weighted({
    accepted: 62,
    'received-first': 12,
    returned: 7,
    partial: 2,
    'not-needed': 3,
    never: 14,
  })
  // One office has several mailboxes: most letters are read by somebody who leaves the answer to a colleague.
  if (does === 'never' || draw.chance(0.5)) return
  const at = nextMorning(world, draw, draw.around(6, 1.2))
  const say = (kind: string) =>
    sendForm(world, path, { kind, reason: 'Parole inventate dell’ufficio', ...OFFICER })
  world.agenda.add(at, async () => {
    if (does !== 'received-first') return void (await say(does))
    await say('received')
    world.agenda.add(nextMorning(world, draw, 4), async () => void (await say('accepted')))
  })
}
