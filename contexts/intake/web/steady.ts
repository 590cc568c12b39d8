import { useState } from 'react'

/** The rows in the order in which they stand: those already shown keep their places, new ones come below. */
export function steadyOrder<T>(shown: readonly T[], asked: readonly T[]): readonly T[] {
  return [
    ...shown.filter((one) => asked.includes(one)),
    ...asked.filter((one) => !shown.includes(one)),
  ]
}

/**
 * Keeps rows where they are once one of them has its answer: a finger that is on its way meets the row that it
 * aimed at. Before the first answer they follow the spoken order.
 */
export function useSteadyOrder<T extends string>(
  asked: readonly T[],
  isAnswered: boolean,
): readonly T[] {
  const [shown, setShown] = useState(asked)
  const next = isAnswered ? steadyOrder(shown, asked) : asked
  if (next.join(' ') !== shown.join(' ')) setShown(next)
  return next
}
