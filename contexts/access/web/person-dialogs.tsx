import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Dialog, DialogActions, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
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
  const [isTried, setTried] = useState(false)
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
    <Dialog title={m.access_grant_give_name({ name: person.name })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (role !== '' && territory !== '') give.mutate({ role, territoryId: territory })
        }}
      >
        {give.error ? <ProblemState problem={give.error} /> : null}
        <GrantFields
          isTried={isTried}
          role={role}
          onRole={setRole}
          territory={territory}
          territories={territories}
          onTerritory={setTerritory}
        />
        <DialogActions>
          <Button kind="primary" type="submit" acts busy={give.isPending}>
            {m.access_grant_give()}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
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
      onConfirm={() => end.mutate(undefined)}
      onBack={onClose}
    >
      {end.error ? <ProblemState problem={end.error} /> : null}
    </InterruptionCard>
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
    <Dialog title={title} onClose={onClose}>
      {invite.error ? <ProblemState problem={invite.error} /> : null}
      <p>{person.email}</p>
      {person.hasSignIn ? <p>{m.access_people_reset_text()}</p> : null}
      <DialogActions>
        <Button
          kind="primary"
          acts
          busy={invite.isPending}
          onPress={() => invite.mutate(undefined)}
        >
          {person.hasSignIn ? m.access_people_invite_again() : m.access_people_invite()}
        </Button>
      </DialogActions>
    </Dialog>
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
    <Dialog title={m.access_people_rename_name({ name: person.name })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate({ name })
        }}
      >
        {change.error ? <ProblemState problem={change.error} /> : null}
        <TextField
          label={m.access_name()}
          need="required"
          value={name}
          onChange={setName}
          maxLength={120}
          error={change.error?.fieldText('name')}
        />
        <DialogActions>
          <Button kind="primary" type="submit" acts busy={change.isPending}>
            {m.access_people_rename_do()}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function TurnDialog({ person, onClose }: PersonProps): ReactNode {
  const { name, isActive } = person
  const change = useChange(person, () => {
    toast(isActive ? m.access_people_turned_off() : m.access_people_turned_on())
    onClose()
  })
  const problem = change.error ? <ProblemState problem={change.error} /> : null
  if (isActive)
    return (
      <InterruptionCard
        title={m.access_people_turn_off_title({ name })}
        consequence={m.access_people_turn_off_text()}
        verb={m.access_people_turn_off()}
        busy={change.isPending}
        onConfirm={() => change.mutate({ isActive: false })}
        onBack={onClose}
      >
        {problem}
      </InterruptionCard>
    )
  return (
    <Dialog title={m.access_people_turn_on_name({ name })} onClose={onClose}>
      {problem}
      <DialogActions>
        <Button
          kind="primary"
          acts
          busy={change.isPending}
          onPress={() => change.mutate({ isActive: true })}
        >
          {m.access_people_turn_on()}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
