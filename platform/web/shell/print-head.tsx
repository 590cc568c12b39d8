import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { serverNowMs } from '../clock.ts'
import { momentText } from '../format.ts'
import { usePrinting } from '../printing.ts'

/** How many wait is of this minute: it means nothing on paper. */
const COUNT = /^\(\d+\) /u

/** On paper only: which page this is, who printed it and when. */
export function PrintHead({ name }: { readonly name: string }): ReactNode {
  if (!usePrinting()) return null
  return (
    <p className="print-head">
      <strong>{document.title.replace(COUNT, '')}</strong> ·{' '}
      {m.web_printed({ name, moment: momentText(serverNowMs()) })}
    </p>
  )
}
