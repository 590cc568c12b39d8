import type { ReactNode } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { type DrilledContact, DrillStartedReply, DrillsReply } from '../contract-drill.ts'
import { csvOf } from '../model-counts.ts'
import { saveText } from './save-text.ts'

const DRILLS_KEY = ['oncall', 'drills']
const MINUTE_MS = 60_000
/** So many drills running without an answer: somebody has to be spoken to. */
const TOO_MANY = 2

type Row = DrillsReply['people'][number]

/** *Prova di reperibilità*: who was reached by what, and one begun by hand. By name: it ranks nobody. */
export function DrillPanel(): ReactNode {
  const drills = useRead({
    key: DRILLS_KEY,
    path: '/api/rota/drills',
    reply: DrillsReply,
    every: MINUTE_MS,
  })
  if (drills.data === undefined)
    return drills.error ? (
      <ProblemState problem={drills.error} onAgain={() => void drills.refetch()} />
    ) : (
      <Skeleton lines={3} />
    )
  return <Drills view={drills.data} />
}

function Drills({ view }: { readonly view: DrillsReply }): ReactNode {
  const { startedAt, isRunning, people } = view
  const start = useWrite({
    method: 'POST',
    path: '/api/rota/drills',
    body: () => undefined,
    reply: DrillStartedReply,
    refresh: [DRILLS_KEY],
    done: () => toast(m.oncall_drill_begun()),
  })
  return (
    <section aria-label={m.oncall_drill()} className="stack-tight">
      <h2>{m.oncall_drill()}</h2>
      <p>{m.oncall_drill_hint()}</p>
      <p role="status">
        <strong>{standing(view)}</strong> {following(view)}
      </p>
      {view.hasTelephone ? null : <p className="small muted">{m.oncall_drill_by_hand()}</p>}
      {start.error ? <ProblemState problem={start.error} /> : null}
      <div className="line">
        <Button
          acts
          busy={start.isPending}
          refused={isRunning ? m.problem_drill_running() : undefined}
          onPress={() => start.mutate(undefined)}
        >
          {m.oncall_drill_start()}
        </Button>
        {startedAt === null ? null : (
          <Button onPress={() => saveText('prova-reperibilita.csv', csvOf(tableOf(people)))}>
            {m.oncall_drill_download()}
          </Button>
        )}
      </div>
      {startedAt === null ? (
        <EmptyState title={m.oncall_drill_never()} />
      ) : (
        <DataTable
          caption={m.oncall_drill_table()}
          columns={COLUMNS}
          rows={people}
          rowKey={(one) => one.id}
        />
      )}
    </section>
  )
}

function standing({ startedAt, isRunning, people }: DrillsReply): string {
  if (startedAt === null) return ''
  if (isRunning) return m.oncall_drill_running({ moment: momentText(startedAt) })
  const contacts = people.flatMap((one) => [one.phone, one.mail])
  if (contacts.every(({ state }) => state !== 'answered')) return m.oncall_drill_nobody()
  const silent = people.filter((one) => isLeft(one.phone) || isLeft(one.mail)).length
  return silent === 0
    ? m.oncall_drill_all({ moment: momentText(startedAt) })
    : m.oncall_drill_some({ moment: momentText(startedAt), count: silent })
}

const following = ({ nextAt }: DrillsReply): string =>
  nextAt === null ? m.oncall_drill_off() : m.oncall_drill_next({ moment: momentText(nextAt) })

const isLeft = ({ state }: DrilledContact): boolean => state === 'silent' || state === 'failed'

const COLUMNS: readonly Column<Row>[] = [
  { id: 'person', head: m.oncall_person(), cell: (one) => one.name },
  { id: 'phone', head: m.oncall_contact_phone(), cell: (one) => <Contact one={one.phone} /> },
  { id: 'mail', head: m.oncall_contact_mail(), cell: (one) => <Contact one={one.mail} /> },
]

const TONES = {
  planned: 'info',
  sent: 'info',
  answered: 'good',
  silent: 'warning',
  failed: 'danger',
  skipped: undefined,
  void: undefined,
} as const

function Contact({ one }: { readonly one: DrilledContact }): ReactNode {
  const tone = one.state === null ? undefined : TONES[one.state]
  return (
    <div className="stack-tight">
      <span>
        <Badge {...(tone === undefined ? {} : { tone })}>{wordsOf(one)}</Badge>
      </span>
      {one.lastAnswered === null ? null : (
        <span className="small muted">
          {m.oncall_drill_last({ moment: momentText(one.lastAnswered) })}
        </span>
      )}
      {one.silentRunning < TOO_MANY ? null : (
        <strong className="small">
          {m.oncall_drill_running_silent({ count: one.silentRunning })}
        </strong>
      )}
    </div>
  )
}

function wordsOf({ state, skippedFor }: DrilledContact): string {
  if (state === null) return m.oncall_drill_state_none()
  const key = skippedFor === null ? state : `skipped_${skippedFor.replaceAll('-', '_')}`
  return textOf(`oncall_drill_state_${key}`) ?? ''
}

function tableOf(people: readonly Row[]): readonly (readonly (string | number)[])[] {
  const heads = [
    m.oncall_person(),
    ...[m.oncall_contact_phone(), m.oncall_contact_mail()].flatMap((contact) => [
      contact,
      m.oncall_drill_csv_last({ contact }),
      m.oncall_drill_csv_silent({ contact }),
    ]),
  ]
  const cells = (one: DrilledContact) => [
    wordsOf(one),
    one.lastAnswered === null ? '' : momentText(one.lastAnswered),
    one.silentRunning,
  ]
  return [heads, ...people.map((one) => [one.name, ...cells(one.phone), ...cells(one.mail)])]
}
