import { type ReactNode, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { momentText } from '#platform/web/format.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { blocking, useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { CountsReply } from '../contract-counts.ts'
import { FeedEndedReply, type FeedKind, FeedMadeReply, FeedsReply } from '../contract-feed.ts'
import { MonthReply } from '../contract-month.ts'
import { csvOf } from '../model-counts.ts'
import { exceptionsIn, rulesText } from './exceptions.tsx'
import { saveText } from './save-text.ts'
import { wordOf } from './staff-words.ts'
import { roleName } from './words.ts'

const FEEDS_KEY = ['oncall', 'feeds']

/** What leaves the rota: one's own calendar, who is on call for the exchange, counts for pay. */
export function ToolsPanel({ month }: { readonly month: string }): ReactNode {
  const read = useRead({ key: FEEDS_KEY, path: '/api/rota/feeds', reply: FeedsReply })
  const problem = blocking(read)
  if (problem) return <ProblemState problem={problem} onAgain={() => void read.refetch()} />
  if (read.data === undefined) return null
  const { calendar, exchange, can } = read.data
  return (
    <details>
      <summary>{m.oncall_tools()}</summary>
      <div className="stack">
        <Feed kind="calendar" since={calendar} />
        {can.exchange ? <Feed kind="exchange" since={exchange} /> : null}
        {can.exchange ? <Counts month={month} /> : null}
      </div>
    </details>
  )
}

function Feed(props: { readonly kind: FeedKind; readonly since: string | null }): ReactNode {
  const { kind, since } = props
  const [secret, setSecret] = useState<string>()
  const what = textOf(`oncall_feed_${kind}`) ?? ''
  const make = useWrite({
    method: 'POST',
    path: '/api/rota/feeds',
    body: () => ({ kind }),
    reply: FeedMadeReply,
    refresh: [FEEDS_KEY],
    done: (reply) => setSecret(reply.secret),
  })
  const end = useWrite({
    method: 'DELETE',
    path: `/api/rota/feeds/${kind}`,
    reply: FeedEndedReply,
    refresh: [FEEDS_KEY],
    done: () => {
      setSecret(undefined)
      toast(m.oncall_feed_ended())
    },
  })
  return (
    <section aria-label={what} className="stack-tight">
      <h3>{what}</h3>
      <p>{textOf(`oncall_feed_${kind}_text`)}</p>
      <p className="small muted">
        {since === null ? m.oncall_feed_none() : m.oncall_feed_since({ moment: momentText(since) })}
      </p>
      {secret === undefined ? null : (
        <TextField label={m.oncall_feed_secret()} mono value={secret} onChange={() => undefined} />
      )}
      {make.error ? <ProblemState problem={make.error} /> : null}
      {end.error ? <ProblemState problem={end.error} /> : null}
      <div className="line">
        <Button
          acts
          busy={make.isPending}
          label={
            since === null ? m.oncall_feed_make_of({ what }) : m.oncall_feed_again_of({ what })
          }
          onPress={() => make.mutate(undefined)}
        >
          {since === null ? m.oncall_feed_make() : m.oncall_feed_again()}
        </Button>
        {since === null ? null : (
          <Button
            acts
            busy={end.isPending}
            label={m.oncall_feed_end_of({ what })}
            onPress={() => end.mutate(undefined)}
          >
            {m.oncall_feed_end()}
          </Button>
        )}
      </div>
    </section>
  )
}

const NUMBERS = ['turns', 'hours', 'nights', 'festive', 'calls', 'answered', 'minutes'] as const
const HEADS = ['name', 'role', ...NUMBERS] as const

/** The published turns of a month as a file that a spreadsheet opens. */
function Counts({ month }: { readonly month: string }): ReactNode {
  const [chosen, setChosen] = useState(month)
  const [problem, setProblem] = useState<ApiProblem>()
  const query = { month: chosen }
  const trying = async (download: () => Promise<void>): Promise<void> => {
    try {
      await download()
      setProblem(undefined)
    } catch (error) {
      setProblem(asProblem(error))
    }
  }
  const counts = async (): Promise<void> => {
    const path = '/api/rota/counts'
    const reply = await ask({ method: 'GET', path, query, reply: CountsReply })
    saveText(`conteggi-${reply.month}.csv`, tableOf(reply))
  }
  const exceptions = async (): Promise<void> => {
    const path = '/api/rota/month'
    const reply = await ask({ method: 'GET', path, query, reply: MonthReply })
    saveText(`eccezioni-${reply.month}.csv`, exceptionsTable(reply))
  }
  return (
    <section aria-label={m.oncall_counts()} className="stack-tight">
      <h3>{m.oncall_counts()}</h3>
      <p>{m.oncall_counts_text()}</p>
      <TextField
        label={m.oncall_counts_month()}
        type="month"
        value={chosen}
        onChange={setChosen}
        error={problem?.fieldText('month')}
      />
      {problem === undefined || problem.isAboutFields ? null : <ProblemState problem={problem} />}
      <div className="line">
        <Button onPress={() => void trying(counts)}>{m.oncall_counts_download()}</Button>
        <Button onPress={() => void trying(exceptions)}>{m.oncall_exceptions_download()}</Button>
      </div>
    </section>
  )
}

function tableOf({ counts }: CountsReply): string {
  return csvOf([
    HEADS.map((head) => textOf(`oncall_counts_head_${head}`) ?? ''),
    ...counts.map((one) => [one.name, roleName(one.role), ...NUMBERS.map((name) => one[name])]),
  ])
}

const EXCEPTION_HEADS = ['name', 'role', 'from', 'to', 'rules', 'reason', 'by', 'at', 'standing']

function exceptionsTable({ turns }: MonthReply): string {
  return csvOf([
    EXCEPTION_HEADS.map((head) => textOf(`oncall_exceptions_head_${head}`) ?? ''),
    ...exceptionsIn(turns).flatMap(({ name, role, startsAt, endsAt, setAside, standing }) =>
      setAside === null
        ? []
        : [
            [
              ...[name, roleName(role), momentText(startsAt), momentText(endsAt)],
              ...[rulesText(setAside), setAside.reason, setAside.by ?? ''],
              ...[
                setAside.at === null ? '' : momentText(setAside.at),
                wordOf('standing', standing),
              ],
            ],
          ],
    ),
  ])
}
