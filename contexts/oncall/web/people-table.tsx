import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import type { RotaPerson, RotaReply } from '../contract.ts'
import { ReachDialog } from './reach-dialog.tsx'
import { roleName } from './words.ts'

/** How each person is called. */
export function PeopleTable({ view }: { readonly view: RotaReply }): ReactNode {
  const [edited, setEdited] = useState<RotaPerson>()
  return (
    <>
      <DataTable
        caption={m.oncall_people()}
        columns={view.can.edit ? [...COLUMNS, editColumn(setEdited)] : COLUMNS}
        rows={view.people}
        rowKey={(one) => one.id}
      />
      {edited === undefined ? null : (
        <ReachDialog one={edited} turns={view.turns} onClose={() => setEdited(undefined)} />
      )}
    </>
  )
}

const COLUMNS: readonly Column<RotaPerson>[] = [
  { id: 'person', head: m.oncall_person(), cell: (one) => one.name },
  { id: 'role', head: m.oncall_role(), cell: (one) => one.roles.map(roleName).join(', ') },
  { id: 'phone', head: m.oncall_phone(), cell: (one) => <Phone one={one} /> },
]

function editColumn(edit: (one: RotaPerson) => void): Column<RotaPerson> {
  return {
    id: 'change',
    head: m.oncall_reach(),
    look: 'action',
    cell: (one) => (
      <Button kind="quiet" label={m.oncall_reach_of({ name: one.name })} onPress={() => edit(one)}>
        {m.oncall_reach()}
      </Button>
    ),
  }
}

function Phone({ one }: { readonly one: RotaPerson }): ReactNode {
  const { name, phone } = one
  if (phone === null) return <span className="muted">{m.oncall_phone_none()}</span>
  return <Call phone={phone} name={name} whom={{ kind: 'colleague', staffId: one.id }} />
}
