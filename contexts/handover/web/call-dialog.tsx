import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import type { CallWhom } from '#platform/web/calls.ts'
import { phoneText } from '#platform/web/format.ts'
import { instantOf } from '#platform/web/moments.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { HandoverReply, type HandoverView } from '../contract.ts'
import { CALL_RESULTS, type CallLevel, type CallResult } from '../model.ts'
import { wordOf } from '../words.ts'
import { keyOf } from './readings.ts'

type Props = {
  readonly caseId: string
  readonly handover: HandoverView
  readonly level: CallLevel
  /** What the telephones have said already. */
  readonly result?: CallResult
  readonly onClose: () => void
}

type Made = {
  readonly result: CallResult | undefined
  readonly name: string
  readonly again: string
  readonly reason: string
}

const UnderWay = z.object({
  result: z.enum(CALL_RESULTS).optional(),
  name: z.string(),
  again: z.string(),
  reason: z.string(),
})

function readKept(value: unknown): Made | undefined {
  const kept = UnderWay.safeParse(value).data
  return kept && { ...kept, result: kept.result }
}

/** *Ho chiamato io*: whom somebody spoke with, or when the call is to be made again. */
export function CallDialog({ caseId, handover, level, result, onClose }: Props): ReactNode {
  const name = level === 'office' ? (handover.recipient?.name ?? '') : ''
  const form = useKeptForm<Made>({
    id: `chiamata-${handover.id}-${level}`,
    start: { result, name, again: '', reason: '' },
    read: readKept,
  })
  // What the telephones say now is newer than what was chosen before.
  const made = { ...form.value, result: form.value.result ?? result }
  const save = useWrite<Made, typeof HandoverReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/handovers/${handover.id}/calls`,
    body: ({ result, ...said }) => ({
      level,
      result,
      name: result === 'spoke' ? said.name : '',
      reason: said.reason,
      ...(result === 'call-again' ? { again: instantOf(said.again) } : {}),
    }),
    reply: HandoverReply,
    refresh: [keyOf(caseId)],
    done: () => {
      toast(m.handover_called())
      form.forget()
      onClose()
    },
  })
  const { change } = form
  return (
    <FormDialog
      title={m.handover_call_record()}
      verb={m.handover_call_save()}
      busy={save.isPending}
      problem={save.error}
      onSend={() => save.mutate(made)}
      onClose={onClose}
    >
      <Resumed form={form} />
      <RadioGroup
        label={m.handover_call_what()}
        need="required"
        value={made.result}
        onChange={(result) => change({ result })}
        options={CALL_RESULTS.map((one) => ({ value: one, label: wordOf('say', one) }))}
      />
      {made.result === 'spoke' ? (
        <TextField
          label={m.handover_name()}
          need="required"
          value={made.name}
          maxLength={120}
          onChange={(text) => change({ name: text })}
        />
      ) : null}
      {made.result === 'call-again' ? (
        <TextField
          label={m.handover_call_when()}
          need="required"
          type="datetime-local"
          value={made.again}
          onChange={(again) => change({ again })}
        />
      ) : null}
      <TextArea
        label={m.handover_call_note()}
        rows={2}
        value={made.reason}
        maxLength={1000}
        onChange={(reason) => change({ reason })}
      />
    </FormDialog>
  )
}

/** Who has to be rung, by when, and the way to say how it went. */
export function DueCalls(props: {
  readonly caseId: string
  readonly handover: HandoverView
}): ReactNode {
  const { caseId, handover } = props
  const [made, setMade] = useState<Pick<Props, 'level' | 'result'>>()
  if (!handover.can.answer) return null
  return (
    <>
      {handover.calls.map((call) => (
        <div key={call.level} className="line">
          {call.phone ? (
            <Call
              phone={call.phone}
              name=""
              look="button"
              caseId={caseId}
              whom={whomOf(handover, call.phone)}
              onUnanswered={() => setMade({ level: call.level, result: 'no-answer' })}
            >
              {m.handover_call({ phone: phoneText(call.phone) })}
            </Call>
          ) : (
            <span className="small">{m.handover_call_no_phone()}</span>
          )}
          <Button onPress={() => setMade({ level: call.level })}>{m.handover_call_record()}</Button>
          {call.isDesk ? (
            <span className="small">{m.handover_call_desk({ name: call.name })}</span>
          ) : null}
        </div>
      ))}
      {made === undefined ? null : (
        <CallDialog {...props} {...made} onClose={() => setMade(undefined)} />
      )}
    </>
  )
}

/** Whose number this is: that of the person it went to, which only the file knows, or one of the territory's. */
export function whomOf({ id, recipient }: HandoverView, phone: string): CallWhom {
  return recipient?.phone === phone
    ? { kind: 'recipient', handoverId: id }
    : { kind: 'listed', phone }
}
