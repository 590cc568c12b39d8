import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { ReachReply, type RotaPerson, type RotaReply } from '../contract.ts'
import { ROTA_KEY } from './use-rota.ts'
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
        <ReachDialog one={edited} onClose={() => setEdited(undefined)} />
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

function ReachDialog(props: { readonly one: RotaPerson; readonly onClose: () => void }): ReactNode {
  const { one, onClose } = props
  const [phone, setPhone] = useState(one.phone === null ? '' : phoneText(one.phone))
  const [email, setEmail] = useState(one.email ?? '')
  const save = useWrite({
    method: 'PUT',
    path: `/api/rota/people/${one.id}`,
    body: () => ({ phone, email }),
    reply: ReachReply,
    refresh: [ROTA_KEY],
    done: () => {
      toast(m.oncall_reach_saved())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.oncall_reach_title({ name: one.name })}
      verb={m.oncall_reach_save()}
      busy={save.isPending}
      problem={save.error}
      onSend={() => save.mutate(undefined)}
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
