import { type ReactNode, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { blocking, useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { FeedEndedReply, type FeedKind, FeedMadeReply, FeedsReply } from '../contract-feed.ts'
import { Counts } from './counts-panel.tsx'

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
  const [asked, setAsked] = useState<'again' | 'end'>()
  const what = textOf(`oncall_feed_${kind}`) ?? ''
  const make = useWrite({
    method: 'POST',
    path: '/api/rota/feeds',
    // Another one is another press than the first, however soon it comes.
    body: (_which: 'first' | 'again') => ({ kind }),
    reply: FeedMadeReply,
    refresh: [FEEDS_KEY],
    done: (reply) => {
      setSecret(reply.secret)
      setAsked(undefined)
    },
  })
  const end = useWrite({
    method: 'DELETE',
    path: `/api/rota/feeds/${kind}`,
    reply: FeedEndedReply,
    refresh: [FEEDS_KEY],
    done: () => {
      setSecret(undefined)
      setAsked(undefined)
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
      {make.error && asked === undefined ? <ProblemState problem={make.error} /> : null}
      <div className="line">
        {since === null ? (
          <Button
            acts
            busy={make.isPending}
            label={m.oncall_feed_make_of({ what })}
            onPress={() => make.mutate('first')}
          >
            {m.oncall_feed_make()}
          </Button>
        ) : (
          <>
            <Button label={m.oncall_feed_again_of({ what })} onPress={() => setAsked('again')}>
              {m.oncall_feed_again()}
            </Button>
            <Button label={m.oncall_feed_end_of({ what })} onPress={() => setAsked('end')}>
              {m.oncall_feed_end()}
            </Button>
          </>
        )}
      </div>
      {asked === undefined ? null : (
        <Losing
          kind={kind}
          title={
            asked === 'again' ? m.oncall_feed_again_of({ what }) : m.oncall_feed_end_of({ what })
          }
          busy={make.isPending || end.isPending}
          problem={asked === 'again' ? make.error : end.error}
          onConfirm={() => (asked === 'again' ? make.mutate('again') : end.mutate(undefined))}
          onBack={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

/** Asks once more: what is in use now is worth nothing from then on, and what uses it does not say so. */
function Losing(props: {
  readonly kind: FeedKind
  readonly title: string
  readonly busy: boolean
  readonly problem: ApiProblem | null
  readonly onConfirm: () => void
  readonly onBack: () => void
}): ReactNode {
  const { kind, ...question } = props
  return (
    <InterruptionCard
      {...question}
      consequence={textOf(`oncall_feed_${kind}_lost`) ?? ''}
      verb={question.title}
    />
  )
}
