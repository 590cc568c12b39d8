import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { HandoversReply } from '../contract.ts'
import { ANOTHER, peopleOf, type Sending } from './sending.ts'

/** What each part of the form is given. */
export type Part = {
  readonly sending: Sending
  readonly change: (over: Partial<Sending>) => void
  readonly reply: HandoversReply
}

/** To whom by name: from the list of the office, or written by hand. */
export function PersonPart(part: Part): ReactNode {
  const { sending, change, reply } = part
  const people = peopleOf(sending, reply)
  if (people.length === 0) return <NamedByHand {...part} />
  const need = reply.isProtected ? { need: 'required' as const } : {}
  return (
    <>
      <Select
        {...need}
        label={m.handover_to_person()}
        {...(reply.isProtected ? { placeholder: m.handover_to_choose() } : {})}
        value={sending.person}
        onChange={(person) => change({ person, name: '', mailbox: '' })}
        options={[
          ...(reply.isProtected ? [] : [{ value: '', label: m.handover_to_nobody() }]),
          ...people.map(({ name, mailbox }) => ({ value: mailbox, label: `${name}, ${mailbox}` })),
          { value: ANOTHER, label: m.handover_to_another() },
        ]}
      />
      {sending.person === ANOTHER ? <NamedByHand {...part} /> : null}
    </>
  )
}

/** Somebody whom no list knows: name and mailbox are written, and read once more before they leave. */
function NamedByHand({ sending, change, reply }: Part): ReactNode {
  const need = reply.isProtected ? { need: 'required' as const } : {}
  return (
    <fieldset className="stack-tight">
      <legend className="field-label">{m.handover_to_person()}</legend>
      <TextField
        {...need}
        label={m.handover_to_name()}
        maxLength={120}
        value={sending.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        label={m.handover_to_role()}
        maxLength={120}
        value={sending.role}
        onChange={(role) => change({ role })}
      />
      <TextField
        {...need}
        label={m.handover_to_mailbox()}
        type="email"
        {...(reply.isProtected ? { hint: m.handover_to_mailbox_hint() } : {})}
        maxLength={200}
        value={sending.mailbox}
        onChange={(mailbox) => change({ mailbox })}
      />
      <TextField
        label={m.handover_to_phone()}
        type="tel"
        maxLength={30}
        value={sending.phone}
        onChange={(phone) => change({ phone })}
      />
    </fieldset>
  )
}
