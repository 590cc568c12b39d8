import type { ReactNode } from 'react'
import { RotaReply } from '#contexts/oncall/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { Call } from '#platform/web/ui/call.tsx'

const MAY_CALL = ['operator', 'social-worker', 'coordinator']
const MINUTE_MS = 60_000

/** The coordinator on call now, with the number to press; nothing for who may not call, and for the coordinator. */
export function CoordinatorCall(): ReactNode {
  const session = useSession().data
  const mayCall = session?.roles.some((role) => MAY_CALL.includes(role)) === true
  return mayCall && session.desk !== null ? <OnCallNow me={session.staffId} /> : null
}

function OnCallNow({ me }: { readonly me: string }): ReactNode {
  const rota = useRead({
    key: ['oncall', 'rota'],
    path: '/api/rota',
    reply: RotaReply,
    every: MINUTE_MS,
  }).data
  if (rota === undefined) return null
  const turns = rota.turns
    .filter((turn) => turn.role === 'coordinator' && turn.startsAt <= rota.now)
    .toSorted((a, b) => a.level - b.level)
  if (turns.some((turn) => turn.staffId === me)) return null
  const [turn] = turns
  if (turn === undefined) return <p className="small">{m.paging_coordinator_nobody()}</p>
  const phone = rota.people.find((one) => one.id === turn.staffId)?.phone ?? null
  return (
    <p>
      {m.paging_coordinator({ name: turn.name })}{' '}
      {phone === null ? (
        m.paging_coordinator_no_phone()
      ) : (
        <Call phone={phone} name={turn.name} whom={{ kind: 'colleague', staffId: turn.staffId }} />
      )}
    </p>
  )
}
