import { m } from '#platform/i18n/texts.ts'
import type { ThingState } from '../model.ts'
import type { DueWhat } from '../model-due.ts'

const ROLE_NAMES: Readonly<Record<string, () => string>> = {
  operator: m.shifts_role_operator,
  'social-worker': m.shifts_role_social_worker,
  coordinator: m.shifts_role_coordinator,
  crew: m.shifts_role_crew,
  psychologist: m.shifts_role_psychologist,
  mediator: m.shifts_role_mediator,
}

/** Whose turn it is, by role. */
export const roleName = (role: string): string => (ROLE_NAMES[role] ?? m.shifts_role_other)()

const DUE: Readonly<Record<DueWhat, () => string>> = {
  'intervention-target': m.shifts_due_intervention_target,
  'not-pertinent-unconfirmed': m.shifts_due_not_pertinent_unconfirmed,
  'intervention-review': m.shifts_due_intervention_review,
  'task-due': m.shifts_due_task_due,
  'place-hold': m.shifts_due_place_hold,
  'place-arrival': m.shifts_due_place_arrival,
  'place-stay': m.shifts_due_place_stay,
  'place-ratify': m.shifts_due_place_ratify,
  'place-again': m.shifts_due_place_again,
  'handover-chase': m.shifts_due_handover_chase,
}

/** What falls due. */
export const dueName = (what: DueWhat): string => DUE[what]()

const THINGS: Readonly<Record<ThingState, () => string>> = {
  here: m.shifts_thing_here,
  missing: m.shifts_thing_missing,
  note: m.shifts_thing_note,
}

/** How a thing was left. */
export const thingName = (state: ThingState): string => THINGS[state]()

/** `26-0001, 26-0002 e altri 3`. */
export const listText = (words: readonly string[]): string =>
  new Intl.ListFormat('it', { type: 'conjunction' }).format(words)
