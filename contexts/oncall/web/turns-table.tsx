import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Badge, EmptyState, ProblemState } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { RemovedReply, type RotaReply, type TurnView } from '../contract.ts'
import { KeptReply } from '../contract-publish.ts'
import { AskSwapDialog } from './ask-swap-dialog.tsx'
import { wordOf } from './staff-words.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { levelName, roleName } from './words.ts'

/** The turns of the next 30 days. */
export function TurnsTable({ view }: { readonly view: RotaReply }): ReactNode {
  const [removed, setRemoved] = useState<TurnView>()
  const [asked, setAsked] = useState<TurnView>()
  const me = useSession().data?.staffId
  const hasOwn = view.turns.some((turn) => isAskable(turn, me))
  return (
    <>
      <DataTable
        caption={m.oncall_turns()}
        columns={[
          ...COLUMNS,
          ...(view.can.edit ? [STANDING] : []),
          ...(hasOwn ? [askColumn(me, setAsked)] : []),
          ...(view.can.edit ? [removeColumn(setRemoved)] : []),
        ]}
        rows={view.turns}
        rowKey={(turn) => turn.id}
        empty={<EmptyState title={m.oncall_turns_none()} />}
      />
      {removed === undefined ? null : (
        <RemoveDialog turn={removed} now={view.now} onClose={() => setRemoved(undefined)} />
      )}
      {asked === undefined ? null : (
        <AskSwapDialog view={view} turn={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  )
}

const COLUMNS: readonly Column<TurnView>[] = [
  { id: 'from', head: m.oncall_from(), cell: (turn) => momentText(turn.startsAt) },
  { id: 'to', head: m.oncall_to(), cell: (turn) => momentText(turn.endsAt) },
  { id: 'person', head: m.oncall_person(), cell: (turn) => turn.name },
  { id: 'role', head: m.oncall_role(), cell: (turn) => roleName(turn.role) },
  { id: 'level', head: m.oncall_level(), cell: (turn) => levelName(turn.level) },
]

/** For whoever makes the rota: what is not published yet. */
const STANDING: Column<TurnView> = {
  id: 'standing',
  head: m.oncall_standing(),
  cell: ({ standing }) =>
    standing === 'published' ? (
      wordOf('standing', standing)
    ) : (
      <Badge tone="info">{wordOf('standing', standing)}</Badge>
    ),
}

/** One's own, and published: what is only a draft is nobody's yet. */
function isAskable(turn: TurnView, me: string | undefined): boolean {
  return turn.staffId === me && turn.standing === 'published'
}

function askColumn(me: string | undefined, ask: (turn: TurnView) => void): Column<TurnView> {
  return {
    id: 'swap',
    head: m.oncall_swap_ask(),
    look: 'action',
    cell: (turn) =>
      isAskable(turn, me) ? (
        <Button
          kind="quiet"
          label={m.oncall_swap_ask_of({ from: momentText(turn.startsAt) })}
          onPress={() => ask(turn)}
        >
          {m.oncall_swap_ask()}
        </Button>
      ) : null,
  }
}

function removeColumn(remove: (turn: TurnView) => void): Column<TurnView> {
  return {
    id: 'remove',
    head: m.oncall_remove(),
    look: 'action',
    cell: (turn) =>
      turn.standing === 'leaves' ? (
        <KeepButton turn={turn} />
      ) : (
        <Button
          kind="quiet"
          label={m.oncall_remove_title({ name: turn.name })}
          onPress={() => remove(turn)}
        >
          {m.oncall_remove()}
        </Button>
      ),
  }
}

/** Takes back that a published turn is to leave. */
export function KeepButton({ turn }: { readonly turn: TurnView }): ReactNode {
  const keep = useWrite({
    method: 'POST',
    path: `/api/rota/turns/${turn.id}/keep`,
    reply: KeptReply,
    refresh: ROTA_READINGS,
    done: () => toast(m.oncall_kept()),
  })
  return (
    <>
      <Button
        kind="quiet"
        acts
        busy={keep.isPending}
        label={m.oncall_keep_of({ name: turn.name })}
        onPress={() => keep.mutate(undefined)}
      >
        {m.oncall_keep()}
      </Button>
      {keep.error ? <ProblemState problem={keep.error} /> : null}
    </>
  )
}

/** What becomes of the hours: of a draft nothing is called yet, of a turn that runs the hours that were worked stay. */
function consequenceOf({ standing, startsAt }: TurnView, now: string): string {
  if (standing === 'draft') return m.oncall_remove_consequence()
  return startsAt <= now ? m.oncall_remove_running() : m.oncall_remove_published()
}

/** Before a turn is taken out: a draft goes at once, a published one with the next publication. */
export function RemoveDialog(props: {
  readonly turn: TurnView
  readonly now: string
  readonly onClose: () => void
}): ReactNode {
  const { turn, now, onClose } = props
  const remove = useWrite({
    method: 'DELETE',
    path: `/api/rota/turns/${turn.id}`,
    reply: RemovedReply,
    refresh: ROTA_READINGS,
    done: () => {
      toast(turn.standing === 'draft' ? m.oncall_removed() : m.oncall_marked())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.oncall_remove_title({ name: turn.name })}
      consequence={consequenceOf(turn, now)}
      verb={m.oncall_remove()}
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onBack={onClose}
    />
  )
}
