import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { Dialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { CallBody, ToCall } from '../contract.ts'
import { useRecordCall } from './use-page.ts'
import { roleWord } from './words.ts'

/** *Ho chiamato io*: whom to call, in order, and how it went. */
export function ByHandDialog(props: {
  readonly caseId: string
  readonly toCall: readonly ToCall[]
  readonly onClose: () => void
}): ReactNode {
  const { caseId, toCall, onClose } = props
  const [answers, setAnswers] = useState<ToCall>()
  const record = useRecordCall(caseId, () => {
    toast(
      answers === undefined
        ? m.paging_result_saved()
        : m.paging_result_answers_saved({ name: answers.name }),
    )
    onClose()
  })
  // The telephones say that nobody took it: it is written down, and the list stays for the next one.
  const heard = useRecordCall(caseId, () => toast(m.paging_result_saved()))
  // It makes somebody the owner and ends all calls: one press beside the right name must not.
  if (answers !== undefined)
    return (
      <InterruptionCard
        title={m.paging_result_answers_title({ name: answers.name })}
        consequence={m.paging_result_answers_text()}
        verb={m.paging_result_answers_sure({ name: answers.name })}
        busy={record.isPending}
        problem={record.error}
        onConfirm={() => record.mutate({ staffId: answers.staffId, result: 'answers' })}
        onBack={() => setAnswers(undefined)}
      />
    )
  return (
    <Dialog title={m.paging_by_hand_title()} look="wide" onClose={onClose}>
      <p>{toCall.length === 0 ? m.paging_by_hand_nobody() : m.paging_by_hand_text()}</p>
      <ol className="stack">
        {toCall.map((one) => (
          <li key={one.staffId}>
            <Callee
              caseId={caseId}
              one={one}
              busy={record.isPending}
              onResult={(call) =>
                call.result === 'answers' ? setAnswers(one) : record.mutate(call)
              }
              onUnanswered={() => heard.mutate({ staffId: one.staffId, result: 'no-answer' })}
            />
          </li>
        ))}
      </ol>
      {record.error === null ? null : <ProblemState problem={record.error} />}
    </Dialog>
  )
}

function Callee(props: {
  readonly caseId: string
  readonly one: ToCall
  readonly busy: boolean
  readonly onResult: (call: CallBody) => void
  readonly onUnanswered: () => void
}): ReactNode {
  const { caseId, one, busy, onResult, onUnanswered } = props
  const { name, phone, staffId } = one
  const results = [
    ['answers', m.paging_result_answers_short()],
    ['no-answer', m.paging_result_no_answer()],
    ['cannot', m.paging_result_cannot()],
  ] as const
  return (
    <div className="stack-tight">
      <p>
        <strong>{name}</strong> · {roleWord(one.role)} ·{' '}
        {phone === null ? (
          m.paging_no_phone()
        ) : (
          <Call
            phone={phone}
            name={name}
            caseId={caseId}
            whom={{ kind: 'colleague', staffId }}
            onUnanswered={onUnanswered}
          />
        )}
      </p>
      <div className="line">
        {results.map(([result, word]) => (
          <Button
            key={result}
            acts
            busy={busy}
            label={`${word}: ${name}`}
            onPress={() => onResult({ staffId, result })}
          >
            {word}
          </Button>
        ))}
      </div>
    </div>
  )
}
