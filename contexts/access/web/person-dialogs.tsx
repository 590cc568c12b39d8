import { type ReactNode, useState } from 'react'
import { toWhom } from '#platform/i18n/italian.ts'
import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { useWrite } from '#platform/web/queries.ts'
import { FormDialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Added, Done, type GrantView, Invited, type StaffView } from '../contract.ts'
import { GrantFields, type Place } from './grant-fields.tsx'
import { STAFF_KEY } from './readings.ts'
import { roleWord } from './words.ts'

/** What is to be done with a person. */
export type Purpose =
  | {
      readonly kind: 'give' | 'invite' | 'rename' | 'turn-off' | 'turn-on'
      readonly person: StaffView
    }
  | { readonly kind: 'end'; readonly person: StaffView; readonly grant: GrantView }

type Props = {
  readonly purpose: Purpose
  readonly territories: readonly Place[]
  readonly onClose: () => void
}

/** The dialog of one purpose. */
export function PersonDialog(props: Props): ReactNode {
  const { purpose, territories, onClose } = props
  const { person } = purpose
  switch (purpose.kind) {
    case 'give':
      return <GiveDialog person={person} territories={territories} onClose={onClose} />
    case 'end':
      return <EndDialog person={person} grant={purpose.grant} onClose={onClose} />
    case 'invite':
      return <InviteDialog person={person} onClose={onClose} />
    case 'rename':
      return <RenameDialog person={person} onClose={onClose} />
    case 'turn-off':
    case 'turn-on':
      return <TurnDialog person={person} onClose={onClose} />
  }
}

type PersonProps = { readonly person: StaffView; readonly onClose: () => void }

function GiveDialog(props: PersonProps & { readonly territories: readonly Place[] }): ReactNode {
  const { person, territories, onClose } = props
  const [role, setRole] = useState<Role | ''>('')
  const [territory, setTerritory] = useState(
    territories.length === 1 ? (territories[0]?.id ?? '') : '',
  )
  const give = useWrite({
    method: 'POST',
    path: '/api/grants',
    body: (input: { role: string; territoryId: string }) => ({ ...input, staffId: person.id }),
    reply: Added,
    refresh: [STAFF_KEY],
    done: () => {
      toast(m.access_grant_given())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.access_grant_give_name({ to: toWhom(person.name) })}
      verb={m.access_grant_give()}
      busy={give.isPending}
      problem={give.error}
      onSend={() => give.mutate({ role, territoryId: territory })}
      onClose={onClose}
    >
      <GrantFields
        role={role}
        onRole={setRole}
        territory={territory}
        territories={territories}
        onTerritory={setTerritory}
      />
    </FormDialog>
  )
}

function EndDialog({
  person,
  grant,
  onClose,
}: PersonProps & { readonly grant: GrantView }): ReactNode {
  const end = useWrite({
    method: 'DELETE',
    path: `/api/grants/${grant.id}`,
    reply: Done,
    refresh: [STAFF_KEY],
    done: () => {
      toast(m.access_grant_ended())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.access_grant_end_title({ role: roleWord(grant.role), name: person.name })}
      consequence={m.access_grant_end_text({ territory: grant.territory.name })}
      verb={m.access_grant_end()}
      busy={end.isPending}
      problem={end.error}
      onConfirm={() => end.mutate(undefined)}
      onBack={onClose}
    />
  )
}

function InviteDialog({ person, onClose }: PersonProps): ReactNode {
  const invite = useWrite({
    method: 'POST',
    path: `/api/staff/${person.id}/invitation`,
    reply: Invited,
    refresh: [STAFF_KEY],
    done: () => {
      toast(m.access_people_invited())
      onClose()
    },
  })
  const title = person.hasSignIn
    ? m.access_people_reset_title({ name: person.name })
    : m.access_people_invite_name({ name: person.name })
  return (
    <FormDialog
      title={title}
      verb={person.hasSignIn ? m.access_people_invite_again() : m.access_people_invite()}
      busy={invite.isPending}
      problem={invite.error}
      onSend={() => invite.mutate(undefined)}
      onClose={onClose}
    >
      <p>{person.email}</p>
      {person.hasSignIn ? <p>{m.access_people_reset_text()}</p> : null}
    </FormDialog>
  )
}

function useChange(person: StaffView, done: () => void) {
  return useWrite({
    method: 'PATCH',
    path: `/api/staff/${person.id}`,
    body: (change: { name?: string; isActive?: boolean }) => ({
      ...change,
      version: person.version,
    }),
    reply: Done,
    refresh: [STAFF_KEY],
    done,
  })
}

function RenameDialog({ person, onClose }: PersonProps): ReactNode {
  const [name, setName] = useState(person.name)
  const change = useChange(person, () => {
    toast(m.access_people_renamed())
    onClose()
  })
  return (
    <FormDialog
      title={m.access_people_rename_name({ name: person.name })}
      verb={m.access_people_rename_do()}
      busy={change.isPending}
      problem={change.error}
      onSend={() => change.mutate({ name })}
      onClose={onClose}
    >
      <TextField
        label={m.access_name()}
        need="required"
        value={name}
        onChange={setName}
        maxLength={120}
        error={change.error?.fieldText('name')}
      />
    </FormDialog>
  )
}

function TurnDialog({ person, onClose }: PersonProps): ReactNode {
  const { name, isActive } = person
  const change = useChange(person, () => {
    toast(isActive ? m.access_people_turned_off() : m.access_people_turned_on())
    onClose()
  })
  if (isActive)
    return (
      <InterruptionCard
        title={m.access_people_turn_off_title({ name })}
        consequence={m.access_people_turn_off_text()}
        verb={m.access_people_turn_off()}
        busy={change.isPending}
        problem={change.error}
        onConfirm={() => change.mutate({ isActive: false })}
        onBack={onClose}
      />
    )
  return (
    <FormDialog
      title={m.access_people_turn_on_name({ name })}
      verb={m.access_people_turn_on()}
      busy={change.isPending}
      problem={change.error}
      onSend={() => change.mutate({ isActive: true })}
      onClose={onClose}
    >
      <p>{person.email}</p>
    </FormDialog>
  )
}
