import type { ReactNode } from 'react'
import { Tab } from './documents-tab.tsx'

/** The step *emetti i documenti*: what was issued can be opened there, and the next one issued, as in the tab. */
export function Step({ caseId }: { readonly caseId: string }): ReactNode {
  return <Tab caseId={caseId} />
}
