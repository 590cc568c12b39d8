import type { ReactNode } from 'react'
import { Tab } from './places-tab.tsx'

/** The steps of a place, from the search to the arrival: the same as in the tab, which shows what is next first. */
export function Step({ caseId }: { readonly caseId: string }): ReactNode {
  return <Tab caseId={caseId} />
}
