import { createContext, use } from 'react'

/** Whether commands to the server may be given now, and if not the sentence that says why. */
export interface Standing {
  readonly refused: string | undefined
}

/** Set by the shell: a lost link or a read-only role refuse every acting button at once. */
export const StandingContext = createContext<Standing>({ refused: undefined })

/** The standing of the page. */
export function useStanding(): Standing {
  return use(StandingContext)
}
