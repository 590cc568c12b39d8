import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Chips } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { RotaPerson, RotaReply } from '../contract.ts'
import { AskedReply, MOST_DAYS, type ProposalReply } from '../contract-proposal.ts'
import { ROTA_ROLES, type RotaRole } from '../model.ts'
import { daysIn } from '../model-proposal-days.ts'
import { firstRole, holdersOf } from './role-fields.tsx'
import { PROPOSAL_KEY } from './use-proposal.ts'
import { roleName } from './words.ts'

const MONTH = '30'
const ZONE = 'Europe/Rome'

/** When somebody cannot, and when they would rather not, as it was written. */
type Away = { readonly absent: string; readonly rather: string }
const NEVER: Away = { absent: '', rather: '' }

type Draft = {
  readonly role: RotaRole
  readonly levels: '1' | '2'
  readonly from: string
  readonly days: string
  readonly changes: string
  readonly hours: 'always' | 'closing'
  readonly left: readonly string[]
  readonly away: Readonly<Record<string, Away>>
}

/** What the search is asked: whose turns, for which days, changed when; filled in beforehand with the usual. */
export function ProposeDialog(props: {
  readonly view: RotaReply
  readonly usual: ProposalReply['usual']
  readonly onClose: () => void
}): ReactNode {
  const { view, usual, onClose } = props
  const [draft, setDraft] = useState<Draft>(() => draftOf(view, usual))
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const holders = holdersOf(view, draft.role)
  const chosen = holders.filter((one) => !draft.left.includes(one.id))
  const ask = useWrite({
    method: 'POST',
    path: '/api/rota/proposal',
    body: () => bodyOf(draft, chosen),
    reply: AskedReply,
    refresh: [PROPOSAL_KEY],
    done: onClose,
  })
  const send = (): void => {
    setTried(true)
    const texts = chosen.flatMap((one) => Object.values(draft.away[one.id] ?? NEVER))
    if (texts.every((text) => daysOf(draft, text) !== undefined)) ask.mutate(undefined)
  }
  return (
    <FormDialog
      title={m.oncall_propose()}
      verb={m.oncall_propose_ask()}
      busy={ask.isPending}
      problem={ask.error}
      onSend={send}
      onClose={onClose}
    >
      <p>{m.oncall_propose_text()}</p>
      <What draft={draft} change={change} />
      <When draft={draft} change={change} fault={(name) => ask.error?.fieldText(name)} />
      {holders.length === 0 ? <p>{m.oncall_propose_nobody()}</p> : null}
      <Chips
        label={m.oncall_propose_people()}
        need="required"
        options={holders.map((one) => ({ value: one.id, label: one.name }))}
        values={chosen.map((one) => one.id)}
        onChange={(ids) =>
          change({ left: holders.map((one) => one.id).filter((id) => !ids.includes(id)) })
        }
      />
      <details>
        <summary>{m.oncall_propose_away_open()}</summary>
        <div className="stack">
          {chosen.map((one) => (
            <AwayFields
              key={one.id}
              name={one.name}
              away={draft.away[one.id] ?? NEVER}
              fault={(text) =>
                isTried && daysOf(draft, text) === undefined
                  ? m.oncall_propose_days_wrong()
                  : undefined
              }
              onChange={(away) => change({ away: { ...draft.away, [one.id]: away } })}
            />
          ))}
        </div>
      </details>
    </FormDialog>
  )
}

/** From the first hour that nobody covers, for a month. */
function draftOf(view: RotaReply, usual: ProposalReply['usual']): Draft {
  const role = firstRole(view)
  const gap = view.needed.find((one) => one.role === role)?.gaps[0]?.startsAt
  const at = Temporal.Instant.from(gap ?? view.now)
  return {
    role,
    levels: '1',
    from: at.toZonedDateTimeISO(ZONE).toPlainDate().toString(),
    days: MONTH,
    changes: usual.changes.join(' '),
    hours: usual.hours,
    left: [],
    away: {},
  }
}

function daysOf({ from, days }: Draft, text: string): readonly string[] | undefined {
  const many = Math.min(Number(days), MOST_DAYS)
  return from === '' || !Number.isInteger(many) || many < 1 ? [] : daysIn(text, from, many)
}

function bodyOf(draft: Draft, chosen: readonly RotaPerson[]) {
  const { role, levels, from, days, changes, hours, away } = draft
  return {
    ...{ role, from, hours, levels: Number(levels), days: Number(days) },
    changes: changes.split(/[\s,;]+/u).filter(Boolean),
    people: chosen.map(({ id }) => {
      const { absent, rather } = away[id] ?? NEVER
      return {
        staffId: id,
        absent: daysOf(draft, absent) ?? [],
        rather: daysOf(draft, rather) ?? [],
      }
    }),
  }
}

type PartProps = { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }

function What({ draft, change }: PartProps): ReactNode {
  return (
    <>
      <Select
        label={m.oncall_role()}
        need="required"
        value={draft.role}
        options={ROTA_ROLES.map((one) => ({ value: one, label: roleName(one) }))}
        onChange={(role) => change({ role, left: [] })}
      />
      <Select
        label={m.oncall_propose_levels()}
        need="required"
        value={draft.levels}
        options={[
          { value: '1', label: m.oncall_propose_levels_1() },
          { value: '2', label: m.oncall_propose_levels_2() },
        ]}
        onChange={(levels) => change({ levels })}
      />
      <Select
        label={m.oncall_propose_hours()}
        need="required"
        value={draft.hours}
        options={[
          { value: 'always', label: m.oncall_propose_hours_always() },
          { value: 'closing', label: m.oncall_propose_hours_closing() },
        ]}
        onChange={(hours) => change({ hours })}
      />
    </>
  )
}

function When(
  props: PartProps & { readonly fault: (name: string) => string | undefined },
): ReactNode {
  const { draft, change, fault } = props
  return (
    <>
      <TextField
        label={m.oncall_from_day()}
        type="date"
        need="required"
        value={draft.from}
        onChange={(from) => change({ from })}
        error={fault('from')}
      />
      <TextField
        label={m.oncall_fill_days()}
        hint={m.oncall_propose_days_hint()}
        inputMode="numeric"
        need="required"
        value={draft.days}
        onChange={(days) => change({ days })}
        error={fault('days')}
      />
      <TextField
        label={m.oncall_fill_changes()}
        hint={m.oncall_fill_changes_hint()}
        need="required"
        value={draft.changes}
        onChange={(changes) => change({ changes })}
        error={fault('changes')}
      />
    </>
  )
}

function AwayFields(props: {
  readonly name: string
  readonly away: Away
  readonly fault: (text: string) => string | undefined
  readonly onChange: (away: Away) => void
}): ReactNode {
  const { name, away, fault, onChange } = props
  return (
    <>
      <TextField
        label={m.oncall_propose_away({ name })}
        hint={m.oncall_propose_away_hint()}
        value={away.absent}
        onChange={(absent) => onChange({ ...away, absent })}
        error={fault(away.absent)}
      />
      <TextField
        label={m.oncall_propose_rather({ name })}
        value={away.rather}
        onChange={(rather) => onChange({ ...away, rather })}
        error={fault(away.rather)}
      />
    </>
  )
}
