import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { instant } from '#platform/kernel/time.ts'
import { momentText } from '#platform/web/format.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { RotaReply, TurnView } from '../contract.ts'
import { SwapAskedReply, SwapPreviewReply } from '../contract-swap.ts'
import { cutsOf } from '../model-swap.ts'
import { holdersOf } from './role-fields.tsx'
import { wordOf } from './staff-words.ts'
import { ROTA_READINGS, SWAPS_KEY } from './use-rota.ts'
import { brokenText } from './words.ts'

const ANYONE = 'anyone'
const NONE = 'none'

/** One's own turn, asked of a colleague or of whoever holds the role, whole or from one hour to another; one of theirs may be taken in return. */
export function AskSwapDialog(props: {
  readonly view: Pick<RotaReply, 'people' | 'turns' | 'now'>
  readonly turn: TurnView
  readonly onClose: () => void
}): ReactNode {
  const { view, turn, onClose } = props
  const [who, setWho] = useState<string>(ANYONE)
  const [back, setBack] = useState<string>(NONE)
  const colleagues = holdersOf(view, turn.role).filter((one) => one.id !== turn.staffId)
  const own = view.people.find((one) => one.id === turn.staffId)?.roles ?? []
  const theirs = view.turns.filter(
    (one) =>
      one.staffId === who &&
      one.standing === 'published' &&
      one.startsAt > view.now &&
      own.includes(one.role),
  )
  const cuts = cutsOf(
    { startsAt: instant(turn.startsAt), endsAt: instant(turn.endsAt) },
    instant(view.now),
  ).map(String)
  const [isPart, setPart] = useState(false)
  const [from, setFrom] = useState(cuts[0] ?? turn.startsAt)
  const [until, setUntil] = useState(turn.endsAt)
  const part = isPart ? { from, until } : {}
  const ask = useWrite({
    method: 'POST',
    path: '/api/rota/swaps',
    body: () => ({
      turnId: turn.id,
      askedOf: who === ANYONE ? null : who,
      backTurnId: back === NONE ? null : back,
      ...part,
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
      {cuts.length < 3 ? null : (
        <RadioGroup
          label={m.oncall_swap_part()}
          look="segmented"
          value={isPart ? 'part' : 'whole'}
          options={(['whole', 'part'] as const).map((value) => ({
            value,
            label: wordOf('swap_part', value),
          }))}
          onChange={(value) => setPart(value === 'part')}
        />
      )}
      {isPart ? (
        <>
          <Select
            label={m.oncall_swap_part_from()}
            value={from}
            options={hoursOf(cuts.slice(0, -1), cuts)}
            onChange={(chosen) => {
              setFrom(chosen)
              if (until <= chosen) setUntil(turn.endsAt)
            }}
          />
          <Select
            label={m.oncall_swap_part_until()}
            value={until}
            options={hoursOf(
              cuts.filter((cut) => cut > from),
              cuts,
            )}
            onChange={setUntil}
          />
        </>
      ) : null}
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
      <Breaks
        asked={{
          turnId: turn.id,
          ...part,
          ...(who === ANYONE ? {} : { askedOf: who }),
          ...(back === NONE ? {} : { backTurnId: back }),
        }}
      />
    </FormDialog>
  )
}

/** Hours to choose from; of one that the clock shows twice, which of the two. */
function hoursOf(chosen: readonly string[], all: readonly string[]) {
  return chosen.map((value) => {
    const label = momentText(value)
    const alike = all.filter((one) => momentText(one) === label)
    if (alike.length < 2) return { value, label }
    const which = value === alike[0] ? m.oncall_swap_hour_first() : m.oncall_swap_hour_second()
    return { value, label: `${label} (${which})` }
  })
}

/** What the exchange would break, by the same rules as the approval asks. */
function Breaks({ asked }: { readonly asked: Readonly<Record<string, string>> }): ReactNode {
  const { data } = useRead({
    key: [...SWAPS_KEY, 'preview', asked],
    path: '/api/rota/swaps/preview',
    query: asked,
    reply: SwapPreviewReply,
  })
  const broken = data?.broken ?? []
  if (broken.length === 0) return null
  return (
    <Alert tone="warning" title={m.oncall_warnings()}>
      <ul>
        {broken.map((one) => (
          <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
        ))}
      </ul>
      <p>{m.oncall_swap_breaks()}</p>
    </Alert>
  )
}
