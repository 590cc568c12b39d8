import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Dialog } from '#platform/web/ui/dialog.tsx'
import type { GrantView, StaffView } from '../contract.ts'
import type { Purpose } from './person-dialogs.tsx'
import { grantWords, roleWord } from './words.ts'

type Props = {
  readonly person: StaffView
  readonly onAsk: (purpose: Purpose) => void
  readonly onClose: () => void
}

/** One person: their grants, and all that can be changed; a refused button says why. */
export function PersonCard({ person, onAsk, onClose }: Props): ReactNode {
  const session = useSession()
  const isMe = session.data?.staffId === person.id
  return (
    <Dialog title={person.name} onClose={onClose}>
      <div className="stack">
        <p>{person.email}</p>
        <section className="stack-tight">
          <h3>{m.access_people_grants()}</h3>
          <GrantLines person={person} onAsk={onAsk} />
          <div className="line">
            <Button
              icon="add"
              refused={isMe ? m.access_grant_own() : undefined}
              onPress={() => onAsk({ kind: 'give', person })}
            >
              {m.access_grant_give()}
            </Button>
          </div>
        </section>
        <section className="stack-tight">
          <h3>{m.access_people_sign_in()}</h3>
          <Changes person={person} onAsk={onAsk} />
        </section>
      </div>
    </Dialog>
  )
}

function GrantLines({ person, onAsk }: Pick<Props, 'person' | 'onAsk'>): ReactNode {
  if (person.grants.length === 0) return <p className="muted">{m.access_people_no_grant()}</p>
  return (
    <ul className="plain-list stack-tight">
      {person.grants.map((grant) => (
        <li key={grant.id} className="line">
          <span>{grantWords(grant, true)}</span>
          {grant.can.end ? <EndButton person={person} grant={grant} onAsk={onAsk} /> : null}
        </li>
      ))}
    </ul>
  )
}

function EndButton(props: Pick<Props, 'person' | 'onAsk'> & { grant: GrantView }): ReactNode {
  const { person, grant, onAsk } = props
  return (
    <Button
      kind="quiet"
      label={m.access_grant_end_name({ role: roleWord(grant.role), name: person.name })}
      onPress={() => onAsk({ kind: 'end', person, grant })}
    >
      {m.access_grant_end()}
    </Button>
  )
}

function Changes({ person, onAsk }: Pick<Props, 'person' | 'onAsk'>): ReactNode {
  const refused = person.can.change ? undefined : m.access_people_elsewhere()
  return (
    <div className="line">
      <Button refused={refused} onPress={() => onAsk({ kind: 'invite', person })}>
        {person.hasSignIn ? m.access_people_invite_again() : m.access_people_invite()}
      </Button>
      <Button refused={refused} onPress={() => onAsk({ kind: 'rename', person })}>
        {m.access_people_rename()}
      </Button>
      <Button
        refused={refused}
        onPress={() => onAsk({ kind: person.isActive ? 'turn-off' : 'turn-on', person })}
      >
        {person.isActive ? m.access_people_turn_off() : m.access_people_turn_on()}
      </Button>
    </div>
  )
}
