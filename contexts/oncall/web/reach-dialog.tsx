import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, phoneText } from '#platform/web/format.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { FormDialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { ReachReply, type RotaPerson, type TurnView } from '../contract.ts'
import { ROTA_KEY } from './use-rota.ts'
import { STAFF_KEY } from './use-staff.ts'
import { roleName } from './words.ts'

/** How somebody is called; of who is on call, or will be, it is asked once more before a telephone goes. */
export function ReachDialog(props: {
  readonly one: RotaPerson
  readonly turns: readonly TurnView[]
  readonly onClose: () => void
}): ReactNode {
  const { one, turns, onClose } = props
  const [phone, setPhone] = useState(one.phone === null ? '' : phoneText(one.phone))
  const [email, setEmail] = useState(one.email ?? '')
  // How many turns: asked once more before it is saved.
  const [asked, setAsked] = useState<number>()
  const save = useWrite({
    method: 'PUT',
    path: `/api/rota/people/${one.id}`,
    body: (isSure: boolean) => ({ phone, email, isSure }),
    reply: ReachReply,
    refresh: [ROTA_KEY, STAFF_KEY],
    done: () => {
      toast(m.oncall_reach_saved())
      onClose()
    },
    failed: (problem) => {
      if (problem.code === 'reach-in-turn') setAsked(Number(problem.facts['count']))
    },
  })
  if (asked !== undefined)
    return (
      <Question
        name={one.name}
        isNone={phone.trim() === ''}
        turns={turns.filter((turn) => turn.staffId === one.id && turn.standing !== 'draft')}
        count={asked}
        busy={save.isPending}
        problem={save.error?.code === 'reach-in-turn' ? null : save.error}
        onConfirm={() => save.mutate(true)}
        onBack={() => {
          save.reset()
          setAsked(undefined)
        }}
      />
    )
  return (
    <FormDialog
      title={m.oncall_reach_title({ name: one.name })}
      verb={m.oncall_reach_save()}
      busy={save.isPending}
      problem={save.error}
      onSend={() => save.mutate(false)}
      onClose={onClose}
    >
      <TextField
        label={m.oncall_phone()}
        inputMode="tel"
        type="tel"
        mono
        value={phone}
        onChange={setPhone}
        error={save.error?.fieldText('phone')}
      />
      <TextField
        label={m.oncall_email()}
        hint={m.oncall_email_hint()}
        inputMode="email"
        value={email}
        onChange={setEmail}
        error={save.error?.fieldText('email')}
      />
    </FormDialog>
  )
}

/** How many turns are said one by one. */
const SHOWN = 6

function Question(props: {
  readonly name: string
  readonly isNone: boolean
  /** Those that this screen knows: the next thirty days. */
  readonly turns: readonly TurnView[]
  readonly count: number
  readonly busy: boolean
  readonly problem: ApiProblem | null
  readonly onConfirm: () => void
  readonly onBack: () => void
}): ReactNode {
  const { name, isNone, count } = props
  const shown = props.turns.slice(0, SHOWN)
  return (
    <InterruptionCard
      title={isNone ? m.oncall_reach_in_turn_none({ name }) : m.oncall_reach_in_turn({ name })}
      consequence={
        isNone ? m.oncall_reach_in_turn_none_text({ name }) : m.oncall_reach_in_turn_text({ name })
      }
      verb={isNone ? m.oncall_reach_in_turn_none_sure() : m.oncall_reach_in_turn_sure()}
      busy={props.busy}
      problem={props.problem}
      onConfirm={props.onConfirm}
      onBack={props.onBack}
    >
      <ul>
        {shown.map(({ id, role, startsAt, endsAt }) => (
          <li key={id}>
            {m.oncall_reach_turn({
              role: roleName(role),
              from: momentText(startsAt),
              to: momentText(endsAt),
            })}
          </li>
        ))}
        {count > shown.length ? (
          <li>{m.oncall_reach_turn_more({ count: count - shown.length })}</li>
        ) : null}
      </ul>
    </InterruptionCard>
  )
}
