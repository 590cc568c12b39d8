import type { ReactNode } from 'react'
import { givenBackText } from '#contexts/handover/given-back.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { BoardRow } from '../contract.ts'
import { useFile } from './use-board.ts'

/** A handover that came back is said on the card at once, with who gave it back and why. */
export function GivenBackNote({ row }: { readonly row: BoardRow }): ReactNode {
  const { data } = useFile(row.id, row.can.open)
  if (!data?.givenBack || row.state === 'closed') return null
  return <Alert tone="warning" title={givenBackText(data.givenBack)} />
}
