import { type ReactNode, useState } from 'react'
import type { ClassView, DecisionInput } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { BoardRow } from '../contract.ts'
import { useCommand } from './use-board.ts'

/** Reasons that two keys give, a digit and Enter: a reason that only begins with a digit is the person's own. */
const QUICK = [
  () => m.triage_reason_person_safe(),
  () => m.triage_reason_colleague_there(),
  () => m.triage_reason_known_situation(),
  () => m.triage_reason_verified(),
] as const

/** What is sent for what was written: of a digit alone, the reason that stands beside it. */
function spelled(written: string): string {
  return QUICK[Number(written.trim()) - 1]?.() ?? written
}

type Asked = {
  readonly chosen: ClassView
  readonly proposed: ClassView | undefined
  readonly needsReason: boolean
  /** True when the server asked for the reason of a dialog that was already open. */
  readonly isTold: boolean
}

/** Choosing a class: at once when it rises, with a reason when it is lower, with what was offered when not pertinent. */
export function useClassChoice(
  row: BoardRow,
  classes: readonly ClassView[],
): {
  readonly choose: (chosen: ClassView) => void
  readonly busy: boolean
  readonly problem: ApiProblem | null
  readonly dialog: ReactNode
} {
  const [asked, setAsked] = useState<Asked>()
  const decide = useCommand<DecisionInput>({
    id: row.id,
    verb: 'triage-decisions',
    done: (_after, input) => {
      setAsked(undefined)
      const name = classes.find((one) => one.key === input.classKey)?.name ?? input.classKey
      toast(m.interventions_class_taken({ name }))
    },
    failed: (problem, input) => {
      const chosen = classes.find((one) => one.key === input.classKey)
      if (problem.code !== 'reason-required' || chosen === undefined) return
      const proposed = classes.find((one) => one.key === problem.facts['proposed'])
      setAsked((before) => ({
        chosen,
        proposed,
        needsReason: true,
        isTold: before !== undefined,
      }))
    },
  })
  const choose = (chosen: ClassView): void => {
    const lower = row.class !== null && chosen.rank > row.class.rank
    if (lower || chosen.meaning === 'not-pertinent')
      setAsked({ chosen, proposed: undefined, needsReason: lower, isTold: false })
    else decide.mutate({ classKey: chosen.key, facts: {} })
  }
  const isAsking = decide.error?.code === 'reason-required'
  return {
    choose,
    busy: decide.isPending,
    problem: isAsking || asked !== undefined ? null : decide.error,
    dialog:
      asked === undefined ? null : (
        <ReasonDialog
          asked={asked}
          before={row.class}
          busy={decide.isPending}
          problem={isAsking && !asked.isTold ? null : decide.error}
          onSave={(words) => decide.mutate({ classKey: asked.chosen.key, facts: {}, ...words })}
          onClose={() => setAsked(undefined)}
        />
      ),
  }
}

type Words = { readonly reason?: string; readonly offeredInstead?: string }

function ReasonDialog(props: {
  readonly asked: Asked
  readonly before: ClassView | null
  readonly busy: boolean
  readonly problem: ApiProblem | null
  readonly onSave: (words: Words) => void
  readonly onClose: () => void
}): ReactNode {
  const { asked, problem } = props
  const { chosen, needsReason } = asked
  const [reason, setReason] = useState('')
  const [offered, setOffered] = useState('')
  const notPertinent = chosen.meaning === 'not-pertinent'
  const save = (given = reason): void =>
    props.onSave({
      ...(given.trim() === '' ? {} : { reason: notPertinent ? given : spelled(given) }),
      ...(notPertinent ? { offeredInstead: offered } : {}),
    })
  const isAsked = problem?.code === 'reason-required' && reason.trim() === ''
  return (
    <FormDialog
      title={m.interventions_class_dialog({ name: chosen.name })}
      verb={m.triage_save()}
      busy={props.busy}
      problem={problem}
      onSend={() => save()}
      onClose={props.onClose}
    >
      <Reminder asked={asked} before={props.before} />
      {notPertinent ? (
        <>
          <TextField
            label={m.triage_offered()}
            hint={m.triage_offered_hint()}
            need="required"
            value={offered}
            onChange={setOffered}
            maxLength={1000}
            error={problem?.fieldText('offeredInstead')}
          />
          <p className="small muted">{m.triage_not_pertinent_note()}</p>
        </>
      ) : null}
      <TextField
        label={m.triage_reason()}
        need={needsReason ? 'required' : 'optional'}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        error={
          isAsked ? m.web_field_missing({ field: m.triage_reason() }) : problem?.fieldText('reason')
        }
      />
      {notPertinent ? null : <QuickReasons onChoose={save} />}
    </FormDialog>
  )
}

function QuickReasons(props: { readonly onChoose: (reason: string) => void }): ReactNode {
  return (
    <ul className="plain-list stack-tight">
      {QUICK.map((text, at) => (
        <li key={text()}>
          <Button
            kind="quiet"
            acts
            keys={m.triage_reason_keys({ digit: String(at + 1) })}
            onPress={() => props.onChoose(text())}
          >
            {text()}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** The *promemoria*: what the protocol proposes, or from which class one goes down. */
function Reminder(props: { readonly asked: Asked; readonly before: ClassView | null }): ReactNode {
  const { chosen, proposed } = props.asked
  if (proposed !== undefined && chosen.rank > proposed.rank) {
    return (
      <Alert tone="warning" title={m.triage_reminder()}>
        <p>{m.triage_reminder_below({ proposed: proposed.name, chosen: chosen.name })}</p>
      </Alert>
    )
  }
  if (props.before === null || chosen.rank <= props.before.rank) return null
  return (
    <Alert tone="warning" title={m.triage_reminder()}>
      <p>{m.triage_reminder_lower({ before: props.before.name, chosen: chosen.name })}</p>
    </Alert>
  )
}
