import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { EmptyState } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { RemovedReply, type RotaReply, type TurnView } from '../contract.ts'
import { ROTA_KEY } from './use-rota.ts'
import { levelName, roleName } from './words.ts'

/** The turns of the next 30 days. */
export function TurnsTable({ view }: { readonly view: RotaReply }): ReactNode {
  const [removed, setRemoved] = useState<TurnView>()
  return (
    <>
      <DataTable
        caption={m.oncall_turns()}
        columns={view.can.edit ? [...COLUMNS, removeColumn(setRemoved)] : COLUMNS}
        rows={view.turns}
        rowKey={(turn) => turn.id}
        empty={<EmptyState title={m.oncall_turns_none()} />}
      />
      {removed === undefined ? null : (
        <RemoveDialog turn={removed} onClose={() => setRemoved(undefined)} />
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

function removeColumn(remove: (turn: TurnView) => void): Column<TurnView> {
  return {
    id: 'remove',
    head: m.oncall_remove(),
    look: 'action',
    cell: (turn) => (
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

function RemoveDialog(props: { readonly turn: TurnView; readonly onClose: () => void }): ReactNode {
  const { turn, onClose } = props
  const remove = useWrite({
    method: 'DELETE',
    path: `/api/rota/turns/${turn.id}`,
    reply: RemovedReply,
    refresh: [ROTA_KEY],
    done: () => {
      toast(m.oncall_removed())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.oncall_remove_title({ name: turn.name })}
      consequence={m.oncall_remove_consequence()}
      verb={m.oncall_remove()}
      busy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onBack={onClose}
    />
  )
}
