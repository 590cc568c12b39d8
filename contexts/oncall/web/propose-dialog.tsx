import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Chips } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { RotaPerson, RotaReply } from '../contract.ts'
import { AskedReply, type ProposalReply } from '../contract-proposal.ts'
import { ROTA_ROLES, type RotaRole } from '../model.ts'
import { firstRole, holdersOf } from './role-fields.tsx'
import { PROPOSAL_KEY } from './use-proposal.ts'
import { roleName } from './words.ts'

const MONTH = '30'
const ZONE = 'Europe/Rome'

type Usual = ProposalReply['usual']

type Draft = {
  readonly role: RotaRole
  readonly levels: '1' | '2'
  readonly from: string
  readonly days: string
  readonly changes: string
  readonly hours: 'always' | 'closing'
  readonly left: readonly string[]
}

/** What the search is asked: whose turns, for which days, changed when; filled in beforehand with the usual. */
export function ProposeDialog(props: {
  readonly view: RotaReply
  readonly usual: Usual
  readonly onClose: () => void
}): ReactNode {
  const { view, usual, onClose } = props
  const [draft, setDraft] = useState<Draft>(() => draftOf(view, usual))
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
  return (
    <FormDialog
      title={m.oncall_propose()}
      verb={m.oncall_propose_ask()}
      busy={ask.isPending}
      problem={ask.error}
      onSend={() => ask.mutate(undefined)}
      onClose={onClose}
    >
      <p>{m.oncall_propose_text()}</p>
      <What view={view} usual={usual} draft={draft} change={change} />
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
      <p className="small">
        {m.oncall_propose_records()}{' '}
        <PageLink to="/reperibilita/persone">{m.oncall_staff_link()}</PageLink>
      </p>
    </FormDialog>
  )
}

/** From the first hour that nobody covers, for a month. */
function draftOf(view: RotaReply, usual: Usual): Draft {
  const role = firstRole(view)
  const gap = view.needed.find((one) => one.role === role)?.gaps[0]?.startsAt
  const at = Temporal.Instant.from(gap ?? view.now)
  return {
    role,
    levels: levelsOf(view, usual, role),
    from: at.toZonedDateTimeISO(ZONE).toPlainDate().toString(),
    days: MONTH,
    changes: usual.changes.join(' '),
    hours: usual.hours,
    left: [],
  }
}

/** Two levels where the territory has agreed to cover two, or has, or has had, turns of a second one. */
function levelsOf({ turns }: RotaReply, { second }: Usual, role: RotaRole): Draft['levels'] {
  const isDrafted = turns.some((one) => one.role === role && one.level > 1)
  return isDrafted || second.includes(role) ? '2' : '1'
}

function bodyOf(draft: Draft, chosen: readonly RotaPerson[]) {
  const { role, levels, from, days, changes, hours } = draft
  return {
    ...{ role, from, hours, levels: Number(levels), days: Number(days) },
    changes: changes.split(/[\s,;]+/u).filter(Boolean),
    people: chosen.map(({ id }) => id),
  }
}

type PartProps = { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }

function What(props: PartProps & { readonly view: RotaReply; readonly usual: Usual }): ReactNode {
  const { view, usual, draft, change } = props
  return (
    <>
      <Select
        label={m.oncall_role()}
        need="required"
        value={draft.role}
        options={ROTA_ROLES.map((one) => ({ value: one, label: roleName(one) }))}
        onChange={(role) => change({ role, levels: levelsOf(view, usual, role), left: [] })}
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
