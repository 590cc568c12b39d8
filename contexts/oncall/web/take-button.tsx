import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { RotaReply, TurnView } from '../contract.ts'
import { SwapDoneReply } from '../contract-swap.ts'
import type { RotaRole } from '../model.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { roleName, standingOf } from './words.ts'

/** *Lo prendo io adesso*: for who holds the role and has not the turn; in force at once. */
export function TakeButton(props: {
  readonly view: RotaReply
  readonly role: RotaRole
  /** Who has the level now; nobody: undefined. */
  readonly turn: TurnView | undefined
}): ReactNode {
  const { view, role, turn } = props
  const me = useSession().data?.staffId
  const [isAsked, setAsked] = useState(false)
  const level = turn?.level ?? 1
  const take = useWrite({
    method: 'POST',
    path: '/api/rota/take',
    body: () => ({ role, level, from: turn?.staffId ?? null }),
    reply: SwapDoneReply,
    refresh: ROTA_READINGS,
    done: () => {
      toast(m.oncall_taken())
      setAsked(false)
    },
  })
  const mine = view.people.find((one) => one.id === me)
  const own = standingOf(view, role).now.find((one) => one.turn.staffId === me)?.turn
  if (mine?.roles.includes(role) !== true || turn?.staffId === me) return null
  return (
    <>
      <Button
        kind="quiet"
        label={m.oncall_take_of({ role: roleName(role), level })}
        onPress={() => setAsked(true)}
      >
        {m.oncall_take()}
      </Button>
      {isAsked ? (
        <InterruptionCard
          title={m.oncall_take_title()}
          consequence={
            turn === undefined
              ? m.oncall_take_nobody()
              : m.oncall_take_from({ name: turn.name, moment: momentText(turn.endsAt) })
          }
          verb={m.oncall_take()}
          busy={take.isPending}
          problem={take.error}
          onConfirm={() => take.mutate(undefined)}
          onBack={() => setAsked(false)}
        >
          {own === undefined ? null : <p>{m.oncall_take_double({ level: own.level })}</p>}
        </InterruptionCard>
      ) : null}
    </>
  )
}
