import type { Colleague } from '../contract.ts'
import type { NextStepKey } from '../model-next-step.ts'

/** Which of the owner's steps each step of the card is. */
export const STEP_OF: Readonly<Partial<Record<NextStepKey, Colleague['cannot'][number]>>> = {
  assess: 'assess',
  place: 'place',
  'place-lapsed': 'place',
  'place-elsewhere': 'place',
  'place-confirm': 'place',
  'place-arrival': 'place',
  'place-arrival-late': 'place',
  'place-stay': 'place',
  papers: 'papers',
  handover: 'handover',
  'handover-call': 'handover',
  close: 'close',
  'call-withheld': 'close',
  review: 'close',
}

/** Who can take this step, whoever is on call first; undefined when the owner can, or nobody could. */
export function whoCan(
  step: NextStepKey,
  owner: string,
  colleagues: readonly Colleague[],
): Colleague | undefined {
  const needed = STEP_OF[step]
  const mine = colleagues.find((one) => one.id === owner)
  if (needed === undefined || mine === undefined || !mine.cannot.includes(needed)) return undefined
  return colleagues.find((one) => one.id !== owner && !one.cannot.includes(needed))
}
