import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { blocking, useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { SwapDoneReply, SwapsReply, type SwapView } from '../contract-swap.ts'
import type { SwapAct } from '../model-swap.ts'
import { wordOf } from './staff-words.ts'
import { ROTA_READINGS, SWAPS_KEY } from './use-rota.ts'
import { brokenText, roleName } from './words.ts'

const QUARTER_MS = 15_000

/** Turns that are asked of others: what each may do about them, in one press. */
export function SwapsPanel(): ReactNode {
  const read = useRead({
    key: SWAPS_KEY,
    path: '/api/rota/swaps',
    reply: SwapsReply,
    every: QUARTER_MS,
  })
  const problem = blocking(read)
  if (problem) return <ProblemState problem={problem} onAgain={() => void read.refetch()} />
  const swaps = read.data?.swaps ?? []
  if (swaps.length === 0) return null
  return (
    <section aria-label={m.oncall_swaps()} className="stack-tight">
      <h2>{m.oncall_swaps()}</h2>
      <ul className="plain-list cards">
        {swaps.map((swap) => (
          <li key={swap.id} className="card-row">
            <Swap swap={swap} again={() => void read.refetch()} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Swap(props: { readonly swap: SwapView; readonly again: () => void }): ReactNode {
  const { swap, again } = props
  const [reason, setReason] = useState('')
  const act = useWrite({
    method: 'POST',
    path: `/api/rota/swaps/${swap.id}`,
    body: (what: SwapAct) => ({ act: what, reason: reason.trim() === '' ? null : reason }),
    reply: SwapDoneReply,
    refresh: ROTA_READINGS,
    done: () => toast(m.oncall_swap_done()),
    // Somebody else was faster: what may still be done is read anew.
    failed: (problem) => {
      if (!problem.isAboutFields && !problem.passing) toast(problem.message)
      again()
    },
  })
  const needsReason = swap.broken.length > 0 && swap.can.includes('approve')
  return (
    <>
      <p className="card-name">
        {m.oncall_swap_line({
          role: roleName(swap.role),
          level: swap.level,
          name: swap.owner.name,
          from: momentText(swap.from),
          until: momentText(swap.until),
        })}
      </p>
      <p>{standingText(swap)}</p>
      {swap.back === null ? null : (
        <p>
          {m.oncall_swap_back({
            from: momentText(swap.back.startsAt),
            until: momentText(swap.back.endsAt),
          })}
        </p>
      )}
      {swap.broken.length === 0 ? null : (
        <Alert tone="warning" title={m.oncall_warnings()}>
          <ul>
            {swap.broken.map((one) => (
              <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {needsReason ? (
        <TextField
          label={m.oncall_reason()}
          hint={m.oncall_reason_hint()}
          maxLength={300}
          value={reason}
          onChange={setReason}
          error={act.error?.fieldText('reason')}
        />
      ) : null}
      {act.error ? <ProblemState problem={act.error} /> : null}
      <div className="line">
        {swap.can.map((what) => (
          <Button
            key={what}
            acts
            busy={act.isPending}
            label={`${wordOf('swap', what)}: ${swap.owner.name}, ${roleName(swap.role)} ${swap.level}, ${momentText(swap.from)}`}
            onPress={() => act.mutate(what)}
          >
            {wordOf('swap', what)}
          </Button>
        ))}
      </div>
    </>
  )
}

function standingText({ state, askedOf, taker }: SwapView): string {
  if (state === 'accepted') return m.oncall_swap_accepted({ name: taker?.name ?? '' })
  return askedOf === null ? m.oncall_swap_anyone() : m.oncall_swap_asked_of({ name: askedOf.name })
}
