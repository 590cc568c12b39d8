import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import type { HandoversReply } from '../contract.ts'
import { leaderIn, leadsIn, type Sending } from './sending.ts'

/** Of a walk-in desk where it is and when its door is open. */
export function DeskNote(props: {
  readonly sending: Sending
  readonly reply: HandoversReply
}): ReactNode {
  const { desk } = props.reply.offices.find((one) => one.key === props.sending.office) ?? {}
  return desk ? <p>{desk}</p> : null
}

/** Where another service has the file already: which of them leads, and so settles it (Q54). */
export function LeadPart(props: {
  readonly sending: Sending
  readonly reply: HandoversReply
  readonly change: (over: Partial<Sending>) => void
}): ReactNode {
  const { sending, reply, change } = props
  const leader = leaderIn(reply)
  if (leader === undefined) return null
  return (
    <RadioGroup
      label={m.handover_lead()}
      value={leadsIn(sending, reply) ? 'this' : 'beside'}
      onChange={(chosen) => change({ leads: chosen === 'this' })}
      options={[
        { value: 'beside', label: m.handover_lead_beside({ office: leader.officeName ?? '' }) },
        { value: 'this', label: m.handover_lead_this() },
      ]}
    />
  )
}
