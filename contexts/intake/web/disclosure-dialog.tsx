import { type ReactNode, useState } from 'react'
import type * as z from 'zod'
import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Dialog, DialogActions } from '#platform/web/ui/dialog.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { DisclosureReply } from '../contract-contact.ts'
import { DISCLOSURES, type Disclosure, isCallerNamed } from '../model-verification.ts'
import { wordOf } from '../words.ts'
import { categoryOptions } from './choices.ts'
import { VerificationForm } from './verification.tsx'

type Answer = z.output<typeof DisclosureReply>

/** Somebody wants to be told something: the script, what to call back, and the verification beside it. */
export function DisclosureDialog(props: {
  readonly territoryId: string | undefined
  readonly category: ReporterCategory | null
  readonly unit: string
  readonly caller: string
  readonly phone: string | null
  readonly onClose: () => void
}): ReactNode {
  const [asks, setAsks] = useState<Disclosure>('where-person-is')
  const [category, setCategory] = useState<ReporterCategory | ''>(props.category ?? '')
  const [unit, setUnit] = useState(props.unit)
  const [caller, setCaller] = useState(props.caller)
  const [phone, setPhone] = useState(props.phone ?? '')
  const [pressed, setPressed] = useState(false)
  const [answer, setAnswer] = useState<Answer>()
  const send = useWrite<undefined, typeof DisclosureReply>({
    method: 'POST',
    path: '/api/disclosure-requests',
    body: () => ({
      ...(props.territoryId === undefined ? {} : { territoryId: props.territoryId }),
      ...(answer === undefined ? {} : { contactId: answer.contactId }),
      asks,
      category: category === '' ? null : category,
      unit,
      caller,
      phone: phone.trim() === '' ? null : phone,
    }),
    reply: DisclosureReply,
    refresh: [['intake', 'contacts']],
    done: setAnswer,
  })
  const isNamed = isCallerNamed({ caller, unit })
  return (
    <Dialog title={m.intake_disclosure_ask()} onClose={props.onClose} look="wide">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setPressed(true)
          if (isNamed) send.mutate(undefined)
        }}
      >
        <Select
          label={m.intake_disclosure_what()}
          value={asks}
          options={DISCLOSURES.map((value) => ({ value, label: wordOf('asks', value) }))}
          onChange={setAsks}
        />
        <div className="intake-pair">
          <Select
            label={m.intake_category()}
            value={category}
            placeholder={m.intake_choose()}
            options={categoryOptions()}
            onChange={setCategory}
          />
          <TextField label={m.intake_unit()} value={unit} onChange={setUnit} maxLength={200} />
        </div>
        <TextField
          label={m.intake_disclosure_caller()}
          hint={m.intake_disclosure_caller_help()}
          value={caller}
          onChange={setCaller}
          maxLength={200}
          error={pressed && !isNamed ? m.problem_caller_not_named() : undefined}
        />
        <TextField
          label={m.intake_phone()}
          type="tel"
          mono
          value={phone}
          onChange={setPhone}
          maxLength={40}
          error={send.error?.fieldText('phone')}
        />
        {send.error ? <ProblemState problem={send.error} saved={m.intake_draft_safe()} /> : null}
        {answer === undefined ? null : <Outcome answer={answer} />}
        <DialogActions>
          <Button kind="primary" acts type="submit" busy={send.isPending}>
            {answer === undefined ? m.intake_disclosure_send() : m.intake_disclosure_again()}
          </Button>
          <Button onPress={props.onClose}>{m.intake_disclosure_close()}</Button>
        </DialogActions>
      </form>
      {answer === undefined ? null : (
        <VerificationForm
          contactId={answer.contactId}
          units={answer.callBack}
          next={m.intake_verified_next()}
        />
      )}
    </Dialog>
  )
}

function Outcome({ answer }: { readonly answer: Answer }): ReactNode {
  const refused = answer.outcome === 'refused'
  return (
    <Alert
      tone={refused ? 'danger' : 'info'}
      urgent
      title={refused ? m.intake_disclosure_no() : m.intake_disclosure_person()}
    >
      <p className="intake-say">{answer.script}</p>
      {answer.coordinatorToldAt === null ? null : (
        <p className="small">
          {m.intake_disclosure_told({ time: momentText(answer.coordinatorToldAt) })}
        </p>
      )}
    </Alert>
  )
}
