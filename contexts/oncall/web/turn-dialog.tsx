import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { AddedReply } from '../contract.ts'
import { atHour, type RotaRole } from '../model.ts'
import { firstRole, holdersOf, type MakingView, RoleFields } from './role-fields.tsx'
import { ROTA_READINGS } from './use-rota.ts'
import { useWarnings, Warnings } from './warnings.tsx'

type Draft = {
  readonly staffId: string
  readonly fromDay: string
  readonly fromHour: string
  readonly toDay: string
  readonly toHour: string
}

const ZONE = 'Europe/Rome'

/** Where a turn begins that is written from a cell of the month. */
export type TurnStart = {
  readonly staffId: string
  readonly role: RotaRole
  readonly day: string
}

function draftAt(now: string, start: TurnStart | undefined): Draft {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(ZONE).toPlainDate()
  const day = start === undefined ? today : Temporal.PlainDate.from(start.day)
  const toDay = day.add({ days: 1 }).toString()
  const staffId = start?.staffId ?? ''
  return { staffId, fromDay: day.toString(), fromHour: '20:00', toDay, toHour: '08:00' }
}

/** The instant of a day and an hour; what is no hour goes to the server as it is, which says so. */
function instantOf(day: string, hour: string): string {
  try {
    return atHour(Temporal.PlainDate.from(day), hour).toString()
  } catch {
    return `${day} ${hour}`
  }
}

/** One turn: who, as what, from when until when. */
export function TurnDialog(props: {
  readonly view: MakingView
  readonly start?: TurnStart
  readonly onClose: () => void
}): ReactNode {
  const { view, start, onClose } = props
  const [role, setRole] = useState(start?.role ?? firstRole(view))
  const [level, setLevel] = useState(1)
  const [draft, setDraft] = useState(() => draftAt(view.now, start))
  const set = (key: keyof Draft) => (value: string) => setDraft({ ...draft, [key]: value })
  const [reason, setReason] = useState('')
  const warnings = useWarnings(view, draft.fromDay, () => [
    {
      staffId: draft.staffId,
      role,
      level,
      startsAt: instantOf(draft.fromDay, draft.fromHour),
      endsAt: instantOf(draft.toDay, draft.toHour),
    },
  ])
  const add = useWrite({
    method: 'POST',
    path: '/api/rota/turns',
    body: () => ({
      staffId: draft.staffId,
      role,
      level,
      startsAt: instantOf(draft.fromDay, draft.fromHour),
      endsAt: instantOf(draft.toDay, draft.toHour),
      reason: reason.trim() === '' ? null : reason,
    }),
    reply: AddedReply,
    refresh: ROTA_READINGS,
    done: () => {
      toast(m.oncall_added())
      onClose()
    },
  })
  const fields = [
    ['fromDay', m.oncall_from_day(), 'date'],
    ['fromHour', m.oncall_from_hour(), 'time'],
    ['toDay', m.oncall_to_day(), 'date'],
    ['toHour', m.oncall_to_hour(), 'time'],
  ] as const
  return (
    <FormDialog
      title={m.oncall_add()}
      verb={m.oncall_add_save()}
      busy={add.isPending}
      problem={add.error}
      onSend={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <RoleFields
        role={role}
        level={level}
        onRole={(chosen) => {
          setRole(chosen)
          set('staffId')('')
        }}
        onLevel={setLevel}
      />
      <Select
        label={m.oncall_person()}
        need="required"
        placeholder={m.oncall_choose_person()}
        value={draft.staffId}
        options={holdersOf(view, role).map((one) => ({ value: one.id, label: one.name }))}
        onChange={set('staffId')}
      />
      {fields.map(([key, label, type]) => (
        <TextField
          key={key}
          label={label}
          type={type}
          need="required"
          value={draft[key]}
          onChange={set(key)}
          error={key.startsWith('to') ? add.error?.fieldText('endsAt') : undefined}
        />
      ))}
      <Warnings warnings={warnings} problem={add.error} reason={reason} onReason={setReason} />
    </FormDialog>
  )
}
