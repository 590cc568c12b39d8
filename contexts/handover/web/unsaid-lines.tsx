import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { WORDS_OF, type Word } from '#contexts/documents/model.ts'
import { wordLabel } from '#contexts/documents/words.ts'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'

/** Which lines of page one leave as *non noto*, each with the way to its field. */
export function UnsaidLines(props: {
  readonly unsaid: readonly Word[]
  readonly onFill: (word: Word) => void
}): ReactNode {
  const { unsaid, onFill } = props
  if (unsaid.length === 0) return null
  const of = WORDS_OF['handover-page'].length
  const title =
    unsaid.length === 1
      ? m.handover_unsaid_one({ of })
      : m.handover_unsaid({ count: unsaid.length, of })
  return (
    <Alert tone="warning" title={title}>
      <p>{m.handover_unsaid_text()}</p>
      <ul className="plain-list">
        {unsaid.map((word) => (
          <li key={word}>
            <Button kind="quiet" onPress={() => onFill(word)}>
              {m.handover_unsaid_fill({ line: wordLabel(word) })}
            </Button>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Leads to the field of a line once nothing stands over it: a dialog that closes gives the focus back first. */
export function useFilling(
  within: RefObject<HTMLElement | null>,
  isCovered: boolean,
): (word: Word) => void {
  const [wanted, setWanted] = useState<Word>()
  useEffect(() => {
    if (wanted === undefined || isCovered) return
    within.current?.querySelector<HTMLElement>(`textarea[name="${wanted}"]`)?.focus()
    setWanted(undefined)
  }, [within, wanted, isCovered])
  return setWanted
}
