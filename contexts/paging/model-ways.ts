import type { Step, StepChannel } from './model.ts'

/** What there is to reach a person by. */
export type Contacts = {
  readonly hasPhone: boolean
  readonly hasMail: boolean
  /** Somebody carries calls and messages: without, whoever is on call is called by hand. */
  readonly isCarried: boolean
}

/** How a step reaches one person. */
export type Ways = {
  readonly channels: readonly StepChannel[]
  /** Of what the step asks for, what cannot be used for this person. */
  readonly missing: readonly StepChannel[]
  /** Mail goes beside all but the board. */
  readonly mail: boolean
  /** No telephone can be used where one is asked for: somebody rings them by hand. */
  readonly byHand: boolean
}

type Asked = Pick<Step, 'channels' | 'fallback'>

const isRung = (channel: StepChannel): boolean => channel !== 'board'

const isUsable =
  ({ hasPhone, isCarried }: Contacts) =>
  (channel: StepChannel): boolean =>
    !isRung(channel) || (hasPhone && isCarried)

/** The channels of a step for one person: for each that cannot be used, the next of its fallback that can, at once. */
export function waysOf({ channels, fallback = [] }: Asked, contacts: Contacts): Ways {
  const used = channels.filter(isUsable(contacts))
  const missing = channels.filter((one) => !used.includes(one))
  const instead = fallback
    .filter((one) => !channels.includes(one))
    .filter(isUsable(contacts))
    .slice(0, missing.length)
  const isOnlyAtTheBoard = !channels.some(isRung)
  return {
    channels: [...used, ...instead],
    missing,
    mail: contacts.hasMail && !isOnlyAtTheBoard,
    byHand: !isOnlyAtTheBoard && ![...used, ...instead].some(isRung),
  }
}

/** What is left of the fallback for one person when these were tried, in order: the first is tried at once when one fails. */
export function waysLeft(
  { fallback = [] }: Asked,
  tried: readonly string[],
  contacts: Contacts,
): readonly StepChannel[] {
  return fallback.filter(isUsable(contacts)).filter((one) => !tried.includes(one))
}
