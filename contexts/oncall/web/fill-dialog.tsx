import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { AddedReply, type RotaPerson, type RotaReply } from '../contract.ts'
import { type RotaRole, turnsOf } from '../model.ts'
import { firstRole, holdersOf, RoleFields } from './role-fields.tsx'
import { ROTA_READINGS } from './use-rota.ts'
import { useWarnings, Warnings } from './warnings.tsx'

const FORTNIGHT = '14'
const ZONE = 'Europe/Rome'
/** What the server takes at once. */
const MOST_SHOWN = 62

/** A fortnight, or as many days as wanted, with people in turn. */
export function FillDialog(props: {
  readonly view: RotaReply
  readonly onClose: () => void
}): ReactNode {
  const { view, onClose } = props
  const [role, setRole] = useState<RotaRole>(firstRole(view))
  const [level, setLevel] = useState(1)
  const [from, setFrom] = useState(() =>
    Temporal.Instant.from(view.now).toZonedDateTimeISO(ZONE).toPlainDate().toString(),
  )
  const [days, setDays] = useState(FORTNIGHT)
  const [changes, setChanges] = useState('08:00 20:00')
  const [people, setPeople] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const hours = changes.split(/[\s,;]+/u).filter(Boolean)
  const warnings = useWarnings(view, from, () =>
    turnsOf({
      from: Temporal.PlainDate.from(from),
      days: Math.min(Number(days), MOST_SHOWN),
      changes: hours,
      people: people as StaffId[],
    }).map((turn) => ({
      ...turn,
      role,
      level,
      startsAt: turn.startsAt.toString(),
      endsAt: turn.endsAt.toString(),
    })),
  )
  const fill = useWrite({
    method: 'POST',
    path: '/api/rota/patterns',
    body: () => ({
      role,
      level,
      from,
      days: Number(days),
      changes: hours,
      people,
      reason: reason.trim() === '' ? null : reason,
    }),
    reply: AddedReply,
    refresh: ROTA_READINGS,
    done: ({ added }) => {
      toast(m.oncall_filled({ count: added }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.oncall_fill()}
      verb={m.oncall_fill_save()}
      busy={fill.isPending}
      problem={fill.error}
      onSend={() => fill.mutate(undefined)}
      onClose={onClose}
    >
      <p>{m.oncall_fill_text()}</p>
      <RoleFields
        role={role}
        level={level}
        onRole={(chosen) => {
          setRole(chosen)
          setPeople([])
        }}
        onLevel={setLevel}
      />
      <TextField
        label={m.oncall_from_day()}
        type="date"
        need="required"
        value={from}
        onChange={setFrom}
        error={fill.error?.fieldText('from')}
      />
      <TextField
        label={m.oncall_fill_days()}
        inputMode="numeric"
        need="required"
        value={days}
        onChange={setDays}
        error={fill.error?.fieldText('days')}
      />
      <TextField
        label={m.oncall_fill_changes()}
        hint={m.oncall_fill_changes_hint()}
        need="required"
        value={changes}
        onChange={setChanges}
        error={fill.error?.fieldText('changes')}
      />
      <People
        holders={holdersOf(view, role)}
        people={people}
        error={fill.error?.fieldText('people')}
        onChange={setPeople}
      />
      <Warnings warnings={warnings} problem={fill.error} reason={reason} onReason={setReason} />
    </FormDialog>
  )
}

/** Those who take turns, in their order; the same person may stand there twice. */
function People(props: {
  readonly holders: readonly RotaPerson[]
  readonly people: readonly string[]
  readonly error: string | undefined
  readonly onChange: (people: readonly string[]) => void
}): ReactNode {
  const { holders, people, error, onChange } = props
  const nameOf = (id: string): string => holders.find((one) => one.id === id)?.name ?? ''
  return (
    <>
      <Select
        label={m.oncall_fill_people_add()}
        placeholder={m.oncall_choose_person()}
        value=""
        options={holders.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(id) => onChange([...people, id])}
        error={error}
      />
      <p className="small">{m.oncall_fill_people()}</p>
      {people.length === 0 ? <p className="muted">{m.oncall_fill_people_none()}</p> : null}
      <ol>
        {people.map((id, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- one person may stand there twice
          <li key={index}>
            {nameOf(id)}{' '}
            <Button
              kind="quiet"
              label={m.oncall_fill_people_remove({ name: nameOf(id) })}
              onPress={() => onChange(people.toSpliced(index, 1))}
            >
              {m.oncall_remove()}
            </Button>
          </li>
        ))}
      </ol>
    </>
  )
}
