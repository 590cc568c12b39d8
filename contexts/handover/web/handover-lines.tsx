import type { ReactNode } from 'react'
import type { HandoversReply, HandoverView } from '../contract.ts'
import { HandoverLine } from './handover-line.tsx'
import { leaderIn } from './sending.ts'

/** Some handovers of a file, each with what its services have to say. */
export function HandoverLines(props: {
  readonly caseId: string
  readonly reply: HandoversReply
  readonly shown: (one: HandoverView) => boolean
}): ReactNode {
  const { caseId, reply, shown } = props
  const isJoint = leaderIn(reply) !== undefined && reply.handovers.some((one) => !one.leads)
  return (
    <ul className="plain-list stack">
      {reply.handovers.filter(shown).map((one) => (
        <HandoverLine
          key={one.id}
          caseId={caseId}
          handover={one}
          isJoint={isJoint && one.officeName !== null}
          people={peopleAt(reply, one)}
        />
      ))}
    </ul>
  )
}

function peopleAt({ offices }: HandoversReply, { officeName }: HandoverView): readonly string[] {
  return offices.find((one) => one.name === officeName)?.people.map(({ name }) => name) ?? []
}
