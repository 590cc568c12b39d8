import type { Step, StepChannel } from './model.ts'

/** What there is to reach a person by. */
export type Contacts = {
  readonly hasPhone: boolean
  readonly hasMail: boolean
  /** A device of theirs shows notices. */
  readonly hasDevice: boolean
  /** What somebody brings to telephones: without the voice, whoever is on call is called by hand. */
  readonly carried: readonly StepChannel[]
}

/** How a step reaches one person. */
export type Ways = {
  readonly channels: readonly StepChannel[]
  /** Of what the step asks for, what cannot be used for this person. */
  readonly missing: readonly StepChannel[]
  /** Mail goes beside all but the board. */
  readonly mail: boolean
  /**
   * A call is asked for and none can be made, or nothing at all can be used: somebody rings them by hand. A notice and a
   * message wake nobody, so they never stand for the call.
   */
  readonly byHand: boolean
}

type Asked = Pick<Step, 'channels' | 'fallback'>

const isRung = (channel: StepChannel): boolean => channel !== 'board'

const isUsable =
  ({ hasPhone, hasDevice, carried }: Contacts) =>
  (channel: StepChannel): boolean =>
    !isRung(channel) || (channel === 'push' && hasDevice) || (hasPhone && carried.includes(channel))

/** The channels of a step for one person: for each that cannot be used, the next of its fallback that can, at once. */
export function waysOf({ channels, fallback = [] }: Asked, contacts: Contacts): Ways {
  const used = channels.filter(isUsable(contacts))
  const missing = channels.filter((one) => !used.includes(one))
  const instead = fallback
    .filter((one) => !channels.includes(one))
    .filter(isUsable(contacts))
    .slice(0, missing.length)
  const isOnlyAtTheBoard = !channels.some(isRung)
  const ways = [...used, ...instead]
  const isUnrung = missing.includes('voice') || !ways.some(isRung)
  return {
    channels: ways,
    missing,
    mail: contacts.hasMail && !isOnlyAtTheBoard,
    byHand: !isOnlyAtTheBoard && isUnrung,
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
