import type { ReactNode } from 'react'
import { IssueForm } from './issue-form.tsx'

/** The step *emetti i documenti*: the same form as in the tab. */
export function Step({ caseId }: { readonly caseId: string }): ReactNode {
  return <IssueForm caseId={caseId} />
}
