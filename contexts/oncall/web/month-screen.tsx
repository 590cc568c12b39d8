import './rota.scss'
import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { PageLink, useReplace } from '#platform/web/navigation.tsx'
import { usePrinting } from '#platform/web/printing.ts'
import type { ScreenProps } from '#platform/web/slots.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { DataTable } from '#platform/web/ui/data-table.tsx'
import { Alert, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { MonthReply } from '../contract-month.ts'
import { SHARES } from '../model-proposal.ts'
import { Broken } from './broken.tsx'
import { type Chosen, DayDialog } from './day-dialog.tsx'
import { Exceptions } from './exceptions.tsx'
import { MonthDays } from './month-days.tsx'
import { MonthGrid } from './month-grid.tsx'
import { monthName } from './month-words.ts'
import { PublishPanel } from './publish-panel.tsx'
import { wordOf } from './staff-words.ts'
import { useFocusOnceDecided } from './use-focus-once-decided.ts'
import { useMonth } from './use-month.ts'
import { roleName } from './words.ts'

/** The turns of a month: people and days on a wide screen and on paper, day by day on a telephone. */
export function Screen({ search }: ScreenProps): ReactNode {
  const asked = search['mese'] ?? ''
  const month = /^20\d\d-(0[1-9]|1[0-2])$/u.test(asked) ? asked : undefined
  const read = useMonth(month)
  return (
    <div className="stack rota-month">
      {read.data === undefined ? (
        <>
          <h1>{m.oncall_month_title()}</h1>
          {read.error ? (
            <ProblemState problem={read.error} onAgain={() => void read.refetch()} />
          ) : (
            <Skeleton lines={10} />
          )}
        </>
      ) : (
        <Month view={read.data} />
      )}
    </div>
  )
}

function Month({ view }: { readonly view: MonthReply }): ReactNode {
  const heading = useFocusOnceDecided(view.drafted)
  const isNarrow = useNarrow()
  const isPrinting = usePrinting()
  const [chosen, setChosen] = useState<Chosen>()
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {m.oncall_month_title()}: {monthName(view.month)}
      </h1>
      <Ways month={view.month} />
      {view.drafted > 0 ? <PublishPanel drafted={view.drafted} /> : null}
      {view.roles.length === 0 ? <EmptyState title={m.oncall_month_empty()} /> : null}
      {view.roles.map((role) =>
        isNarrow && !isPrinting ? (
          <MonthDays key={role} view={view} role={role} onChoose={setChosen} />
        ) : (
          <MonthGrid key={role} view={view} role={role} onChoose={setChosen} />
        ),
      )}
      <p className="small muted">{m.oncall_month_legend()}</p>
      <Exceptions turns={view.turns} />
      <Minimum view={view} />
      <Broken broken={view.broken} most={BROKEN_SHOWN} />
      <BalanceTable view={view} />
      {chosen === undefined ? null : (
        <DayDialog view={view} chosen={chosen} onClose={() => setChosen(undefined)} />
      )}
    </>
  )
}

/** To the months beside, back, and to paper. */
function Ways({ month }: { readonly month: string }): ReactNode {
  const replace = useReplace()
  const at = Temporal.PlainYearMonth.from(month)
  const go = (months: number) => () =>
    replace(`/reperibilita/mese?mese=${at.add({ months }).toString()}`)
  return (
    <div className="line rota-ways">
      <Button onPress={go(-1)}>{m.oncall_month_before()}</Button>
      <Button onPress={go(1)}>{m.oncall_month_after()}</Button>
      <Button onPress={() => print()}>{m.oncall_month_print()}</Button>
      <PageLink to="/reperibilita">{m.oncall_month_back()}</PageLink>
    </div>
  )
}

/** Hours in which a profession of the minimum is missing. */
function Minimum({ view: { unskilled } }: { readonly view: MonthReply }): ReactNode {
  const missing = unskilled.filter((one) => one.gaps.length > 0)
  if (missing.length === 0) return null
  return (
    <Alert tone="warning" title={m.oncall_minimum()}>
      <ul>
        {missing.map(({ role, gaps: [first] }) => (
          <li key={role}>
            {first === undefined
              ? null
              : m.oncall_gap({
                  role: m.oncall_role_minimum({ role: roleName(role) }),
                  from: momentText(first.startsAt),
                  to: momentText(first.endsAt),
                })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** What each person has in the year: seen by the whole team. */
function BalanceTable({ view: { balance } }: { readonly view: MonthReply }): ReactNode {
  if (balance.length === 0) return null
  return (
    <DataTable
      caption={m.oncall_proposal_people()}
      columns={[
        { id: 'person', head: m.oncall_person(), cell: (one) => one.name },
        { id: 'role', head: m.oncall_role(), cell: (one) => roleName(one.role) },
        ...SHARES.map((share) => ({
          id: share,
          head: wordOf('proposal_share', share),
          look: 'number' as const,
          cell: (one: MonthReply['balance'][number]) => one.tally[share],
        })),
      ]}
      rows={balance}
      rowKey={(one) => `${one.role} ${one.staffId}`}
    />
  )
}

/** How many broken rules are said one by one. */
const BROKEN_SHOWN = 12
