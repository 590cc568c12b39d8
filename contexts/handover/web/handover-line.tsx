import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { epochMs, serverNowMs } from '#platform/web/clock.ts'
import { momentText, phoneText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert, Badge } from '#platform/web/ui/feedback.tsx'
import type { HandoverView } from '../contract.ts'
import { stateText, wordOf } from '../words.ts'
import { AnswerDialog, GiveUpDialog } from './answer-dialog.tsx'
import { DueCalls, whomOf } from './call-dialog.tsx'
import { chaseEndText } from './chase-end.ts'
import { Letters } from './letters.tsx'

type Props = {
  readonly caseId: string
  readonly handover: HandoverView
  /** Several services have the file: which one leads is said. */
  readonly isJoint: boolean
  /** Who works for its office. */
  readonly people: readonly string[]
}

/** One handover: where it went and why, where it stands, what comes next. */
export function HandoverLine(props: Props): ReactNode {
  const { caseId, handover } = props
  const [shown, setShown] = useState<'answer' | 'give-up'>()
  const { can } = handover
  const close = (): void => setShown(undefined)
  const over = chaseEndText(handover)
  return (
    <li className="stack-tight">
      <Standing {...props} />
      {over === '' ? null : <Alert tone="warning" title={over} />}
      {handover.isStuck && can.answer ? (
        <Alert tone="warning" title={m.handover_stuck_title()}>
          <p>{m.handover_stuck_text()}</p>
        </Alert>
      ) : null}
      {linesOf(handover).map((line) => (
        <p key={line} className="small">
          {line}
        </p>
      ))}
      <Papers {...props} />
      <Letters caseId={caseId} handover={handover} />
      <DueCalls caseId={caseId} handover={handover} />
      <div className="line">
        <CallThem caseId={caseId} handover={handover} />
        {can.answer ? (
          <Button onPress={() => setShown('answer')}>{m.handover_answer()}</Button>
        ) : null}
        {can.giveUp ? (
          <Button kind="danger" onPress={() => setShown('give-up')}>
            {m.handover_give_up()}
          </Button>
        ) : null}
      </div>
      {shown === 'answer' ? <AnswerDialog {...props} onClose={close} /> : null}
      {shown === 'give-up' ? (
        <GiveUpDialog caseId={caseId} handover={handover} onClose={close} />
      ) : null}
    </li>
  )
}

/** The office, where it stands, and in a joint handover whether it leads. */
function Standing({ handover, isJoint }: Props): ReactNode {
  const { officeName, state, answer, leads } = handover
  // What nobody received was not sent, whatever its state says.
  const isUndelivered = handover.isUndelivered && state === 'sent'
  return (
    <p>
      <strong>{officeName ?? m.handover_not_due()}</strong>{' '}
      <Badge {...(isUndelivered ? { tone: 'danger' as const } : toneOf(state))}>
        {isUndelivered ? m.handover_undelivered() : stateText(state, answer?.to ?? '')}
      </Badge>{' '}
      {isJoint ? <Badge>{leads ? m.handover_leads() : m.handover_beside()}</Badge> : null}
    </p>
  )
}

function toneOf(state: HandoverView['state']): { readonly tone?: 'good' | 'warning' | 'danger' } {
  if (state === 'accepted' || state === 'not-needed') return { tone: 'good' }
  if (state === 'returned' || state === 'unanswered') return { tone: 'danger' }
  return state === 'partial' ? { tone: 'warning' } : {}
}

function linesOf(handover: HandoverView): readonly string[] {
  const { competence, recipient, chased, next, answer, calls } = handover
  return [
    competence === null ? '' : wordOf('why', competence),
    m.handover_sent_line({ when: momentText(handover.sentAt), name: handover.sentBy }),
    recipient === null ? '' : m.handover_recipient_line({ name: named(recipient) }),
    chased.length === 0 ? '' : m.handover_chased_line({ count: chased.length }),
    next === null
      ? ''
      : m.handover_next_line({ level: wordOf('level', next.level), when: momentText(next.at) }),
    ...calls.map(callLine),
    answer === null ? '' : answerLine(answer),
    answer?.reason ?? '',
  ].filter((line) => line !== '')
}

/** A call is due at its minute; after it, it is late. */
const LATE_MS = 60_000

function callLine({ name, dueAt, tries }: HandoverView['calls'][number]): string {
  const line = m.handover_call_due_line({ name, when: momentText(dueAt) })
  const isLate = serverNowMs() - (epochMs(dueAt) ?? serverNowMs()) >= LATE_MS
  return [
    isLate ? `${line}, ${m.handover_call_late()}` : line,
    tries === 0 ? '' : m.handover_call_tries({ count: tries }),
  ]
    .filter((part) => part !== '')
    .join('. ')
}

function named({ name, role }: { readonly name: string; readonly role: string }): string {
  return role === '' ? name : `${name}, ${role}`
}

function answerLine(answer: NonNullable<HandoverView['answer']>): string {
  if (answer.how === null) return momentText(answer.at)
  const how = wordOf('how', answer.how)
  return m.handover_answer_line({ how, when: momentText(answer.at), name: named(answer) })
}

function Papers({ caseId, handover }: Props): ReactNode {
  if (handover.documents.length === 0) return null
  return (
    <p className="line small">
      {handover.documents.map(({ id, number }) => (
        <a key={id} href={`/documenti/${caseId}/${id}`} target="_blank" rel="noreferrer">
          {number}
        </a>
      ))}
    </p>
  )
}

/** Whom to ring: the named person, else the office. */
function CallThem(props: Pick<Props, 'caseId' | 'handover'>): ReactNode {
  const { caseId, handover } = props
  const phone = handover.recipient?.phone || handover.phone
  // A call that is due has its own button.
  if (!handover.can.answer || !phone || handover.calls.length > 0) return null
  return (
    <Call phone={phone} name="" look="button" caseId={caseId} whom={whomOf(handover, phone)}>
      {m.handover_call({ phone: phoneText(phone) })}
    </Call>
  )
}
