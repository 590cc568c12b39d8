import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { RotaReply, TurnView } from '../contract.ts'
import { SwapAskedReply } from '../contract-swap.ts'
import { holdersOf } from './role-fields.tsx'
import { ROTA_READINGS } from './use-rota.ts'

const ANYONE = 'anyone'
const NONE = 'none'

/** One's own turn, asked of a colleague or of whoever holds the role; a turn of the colleague may be taken in return. */
export function AskSwapDialog(props: {
  readonly view: Pick<RotaReply, 'people' | 'turns' | 'now'>
  readonly turn: TurnView
  readonly onClose: () => void
}): ReactNode {
  const { view, turn, onClose } = props
  const [who, setWho] = useState<string>(ANYONE)
  const [back, setBack] = useState<string>(NONE)
  const colleagues = holdersOf(view, turn.role).filter((one) => one.id !== turn.staffId)
  const theirs = view.turns.filter(
    (one) => one.staffId === who && one.standing === 'published' && one.startsAt > view.now,
  )
  const ask = useWrite({
    method: 'POST',
    path: '/api/rota/swaps',
    body: () => ({
      turnId: turn.id,
      askedOf: who === ANYONE ? null : who,
      backTurnId: back === NONE ? null : back,
    }),
    reply: SwapAskedReply,
    refresh: ROTA_READINGS,
    done: () => {
      toast(m.oncall_swap_asked())
      onClose()
    },
  })
  const words = ({ startsAt, endsAt }: TurnView) => ({
    from: momentText(startsAt),
    until: momentText(endsAt),
  })
  return (
    <FormDialog
      title={m.oncall_swap_ask_title()}
      verb={m.oncall_swap_ask_send()}
      busy={ask.isPending}
      problem={ask.error}
      onSend={() => ask.mutate(undefined)}
      onClose={onClose}
    >
      <p>{m.oncall_swap_ask_turn(words(turn))}</p>
      <Select
        label={m.oncall_swap_ask_who()}
        value={who}
        options={[
          { value: ANYONE, label: m.oncall_swap_ask_anyone() },
          ...colleagues.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(chosen) => {
          setWho(chosen)
          setBack(NONE)
        }}
      />
      {theirs.length === 0 ? null : (
        <Select
          label={m.oncall_swap_ask_back()}
          value={back}
          options={[
            { value: NONE, label: m.oncall_swap_ask_back_none() },
            ...theirs.map((one) => ({
              value: one.id,
              label: m.oncall_swap_ask_turn(words(one)),
            })),
          ]}
          onChange={setBack}
        />
      )}
    </FormDialog>
  )
}
