import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { KeptFields } from '../use-kept-form.ts'
import { Button } from './button.tsx'
import { Alert } from './feedback.tsx'

/** Says that the form holds what was written before, and how to begin anew. */
export function Resumed({
  form: { isResumed, forget },
}: {
  readonly form: Pick<KeptFields<unknown>, 'isResumed' | 'forget'>
}): ReactNode {
  if (!isResumed) return null
  return (
    <Alert tone="info" title={m.web_resumed()}>
      <div className="line">
        <Button kind="quiet" onPress={forget}>
          {m.web_resumed_drop()}
        </Button>
      </div>
    </Alert>
  )
}
