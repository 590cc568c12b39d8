import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { useLiveMessages } from '#platform/web/live/use-live.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { useSlots } from '#platform/web/slots-context.ts'
import { useTabTitle } from '#platform/web/tab-title.ts'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import { Elapsed, Timer } from '#platform/web/ui/timer.tsx'
import { WallReply } from '../contract.ts'
import './wall.scss'
import { chipOf } from './words.ts'

const WALL_KEY = ['interventions', 'wall']
const EVERY_MS = 15_000

/** The screen on the wall of the room: counters, queue, places and who is on call at arm's length, no names. */
export function Screen(): ReactNode {
  const client = useQueryClient()
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: WALL_KEY }), [client])
  useLiveMessages((message) => {
    if (message.kind === 'rows' || message.kind === 'reset') refresh()
  })
  useTabTitle(m.interventions_wall())
  const wall = useRead({ key: WALL_KEY, path: '/api/wall', reply: WallReply, every: EVERY_MS })
  if (wall.data !== undefined) return <Wall wall={wall.data} />
  if (wall.error) return <ProblemState problem={wall.error} onAgain={() => void wall.refetch()} />
  return <Skeleton lines={8} />
}

function Wall({ wall }: { readonly wall: WallReply }): ReactNode {
  const home = useSession().data?.home ?? '/sala'
  const counters: readonly [number, string, boolean][] = [
    [wall.waiting, m.interventions_wall_waiting(), false],
    [wall.late, m.interventions_wall_late(), wall.late > 0],
    [wall.working, m.interventions_wall_working(), false],
    [wall.toConfirm, m.interventions_wall_confirm(), false],
    [wall.crewsOut, m.interventions_wall_crews({ count: wall.crewsOut }), false],
  ]
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- with a long queue it scrolls: reach it by keyboard
      tabIndex={0}
      className="wall"
    >
      <div className="line">
        <h1>{m.interventions_wall()}</h1>
        <p className="no-print">
          <PageLink to={home}>{m.interventions_wall_back()}</PageLink>
        </p>
      </div>
      <dl className="wall-counters">
        {counters.map(([count, label, warns]) => (
          <div key={label} className={warns ? 'wall-counter wall-warns' : 'wall-counter'}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <div className="wall-body">
        <Queue queue={wall.queue} />
        <div className="wall-side">
          <Answering territories={wall.territories} />
          <Blocks />
        </div>
      </div>
    </div>
  )
}

/** Which service answers now, by its name and never by anybody's. */
function Answering({ territories }: Pick<WallReply, 'territories'>): ReactNode {
  return (
    <BoardBlock title={m.interventions_in_charge()}>
      <ul className="plain-list stack-tight">
        {territories.map((one) => (
          <li key={one.id}>
            {one.answers}
            {territories.length > 1 ? <span className="muted"> · {one.name}</span> : null}
          </li>
        ))}
      </ul>
    </BoardBlock>
  )
}

/** What the other rooms show on a wall. */
function Blocks(): ReactNode {
  return useSlots()
    .of('board-column')
    .filter((slot) => slot.place === 'wall')
    .map(({ id, Column }) => <Column key={id} focusedId={undefined} />)
}

type Waiting = WallReply['queue'][number]

const columns = (): readonly Column<Waiting>[] => [
  {
    id: 'class',
    head: m.interventions_wall_class(),
    cell: (row) => <PriorityChip {...chipOf(row.class)} size="large" />,
  },
  {
    id: 'clock',
    head: m.interventions_wall_clock(),
    cell: (row) =>
      row.targetAt === null ? (
        <Elapsed start={row.receivedAt} isWorded />
      ) : (
        <Timer target={row.targetAt} />
      ),
  },
  {
    id: 'place',
    head: m.interventions_wall_place(),
    cell: (row) => row.municipalityName ?? m.interventions_wall_hidden(),
  },
  {
    id: 'number',
    head: m.interventions_wall_number(),
    look: 'code',
    cell: (row) => row.number,
  },
]

function Queue({ queue }: { readonly queue: WallReply['queue'] }): ReactNode {
  if (queue.length === 0)
    return (
      <div className="wall-queue">
        <EmptyState title={m.interventions_wall_calm()} />
      </div>
    )
  return (
    <div className="wall-queue">
      <DataTable
        caption={m.interventions_wall_queue()}
        columns={columns()}
        rows={queue}
        rowKey={(row) => row.number}
      />
    </div>
  )
}
