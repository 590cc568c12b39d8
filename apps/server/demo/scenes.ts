import { type Instant, notAfter, plusMinutes, wallClock } from '#platform/kernel/time.ts'
import { tell } from './commands.ts'
import { scenesOfFacilities } from './place-deeds.ts'
import { scenesOfShifts } from './shift-notes.ts'
import { newTaken, type Scene, type Taken } from './stage.ts'
import type { Asking, Night, PlainCall, Step, Story, Unfinished } from './story.ts'

/** The same numbers at every start, so that two demos tell the same night. */
const SEED = 20_261_122
const CALL_MINUTES = 3
const NIGHT_HOURS = 12

/** All commands of all territories in the order in which they happen, ending before `end`. */
export function scenesOf(nights: readonly Night[], end: Instant): readonly Scene[] {
  const random = numbersFrom(SEED)
  const scenes = nights.flatMap((night) => [
    ...night.stories.flatMap((story) => scenesOfStory(story, night, end, random)),
    ...night.calls.map((call) => sceneOfCall(call, end, random)),
    ...night.askings.flatMap((asking) => scenesOfAsking(asking, end)),
    ...night.unfinished.map((draft) => sceneOfDraft(draft, end)),
    ...scenesOfShifts(night.desk, end),
    ...scenesOfFacilities(night.keeper, night.facilities, end),
  ])
  const late = scenes.find((scene) => !notAfter(scene.at, end))
  if (late) throw new RangeError(`demo, ${late.name}: after the moment of start`)
  return scenes.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Mailboxes of everybody who acts or gets a file handed on. */
export function peopleOf(nights: readonly Night[]): ReadonlySet<string> {
  const acting = nights.flatMap((night) => [
    ...night.stories,
    ...night.calls,
    ...night.askings,
    ...night.unfinished,
    ...night.stories.flatMap((story) => story.next ?? []),
  ])
  const steps = nights.flatMap((night) => night.stories.flatMap((story) => story.next ?? []))
  const given = steps.flatMap((step) => (step.does === 'hand-on' ? [step.to] : []))
  const desks = nights.flatMap(({ desk }) => (desk ? [desk.leaves, desk.comes] : []))
  return new Set([
    ...acting.map(({ by }) => by),
    ...desks,
    ...given,
    ...nights.map((night) => night.keeper),
  ])
}

type Numbers = (below: number) => number

/** Mulberry32: small, repeatable, for invented facts only. */
function numbersFrom(seed: number): Numbers {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

function inventedPhone(random: Numbers): string {
  return `+39 300 000 ${String(1000 + random(9000))}`
}

function scenesOfStory(story: Story, night: Night, end: Instant, random: Numbers): Scene[] {
  const lasts = story.lasts ?? CALL_MINUTES
  const steps = story.next ?? []
  const last = lasts + Math.max(0, ...steps.map((step) => step.after))
  const settles = steps.some((step) => step.does === 'confirm' || step.does === 'reject')
  const seconds = story.ago > 60 ? random(59) : 0
  let start = plusMinutes(end, -story.ago).subtract({ seconds })
  if (night.duringClosing) start = whileClosed(start)
  if (settles) start = insideOneShift(start, last)
  const saved = plusMinutes(start, lasts)
  const taken = newTaken()
  const told = { phone: inventedPhone(random), ...story.told }
  return [
    {
      at: saved,
      name: story.name,
      by: story.by,
      play: (stage) => tell(stage, taken, { ...story, told }, start),
    },
    ...steps.map((step) => sceneOfStep(story, step, plusMinutes(saved, step.after), taken)),
  ]
}

function sceneOfStep(story: Story, step: Step, at: Instant, taken: Taken): Scene {
  const name = `${story.name}: ${step.does}`
  return { at, name, by: step.by, play: (stage) => stage.deed(name, step, taken) }
}

/** The same night instead, for a service that rests while offices are open. */
function whileClosed(at: Instant): Instant {
  const local = wallClock(at)
  const isOfficeHour = local.dayOfWeek <= 5 && local.hour >= 8 && local.hour < 18
  return isOfficeHour ? at.subtract({ hours: NIGHT_HOURS }) : at
}

/** Earlier, when the end of a shift would fall between the proposal and who settles it. */
function insideOneShift(start: Instant, minutes: number): Instant {
  const end = wallClock(plusMinutes(start, minutes))
  const sinceShift = ((end.hour + 4) % 12) * 60 + end.minute
  return sinceShift <= minutes ? plusMinutes(start, -(sinceShift + 2)) : start
}

function sceneOfCall(call: PlainCall, end: Instant, random: Numbers): Scene {
  const startedAt = plusMinutes(end, -call.ago)
  const contact = { phone: inventedPhone(random), ...call.contact }
  return {
    at: plusMinutes(startedAt, 1),
    name: call.name,
    by: call.by,
    async play(stage) {
      await stage.ask(call.name, call.by, 'POST', '/api/contacts', {
        ...contact,
        startedAt: startedAt.toString(),
      })
    },
  }
}

function scenesOfAsking(asking: Asking, end: Instant): Scene[] {
  const { name, by, verified } = asking
  const at = plusMinutes(end, -asking.ago)
  const taken = newTaken()
  const asked: Scene = {
    at,
    name,
    by,
    async play(stage) {
      const reply = await stage.ask(name, by, 'POST', '/api/disclosure-requests', asking.request)
      taken.contactId = String(reply['contactId'])
    },
  }
  if (!verified) return [asked]
  const { after, ...deed } = verified
  const step: Step = { by, after, does: 'verify', ...deed }
  const later = plusMinutes(at, after)
  return [asked, { at: later, name, by, play: (stage) => stage.deed(name, step, taken) }]
}

function sceneOfDraft(draft: Unfinished, end: Instant): Scene {
  const startedAt = plusMinutes(end, -draft.ago)
  return {
    at: plusMinutes(startedAt, 1),
    name: draft.name,
    by: draft.by,
    async play(stage) {
      const { name, by, content } = draft
      const body = { version: 0, startedAt: startedAt.toString(), content }
      await stage.ask(name, by, 'PUT', `/api/drafts/${stage.newId()}`, body)
    },
  }
}
