import './switchboard.scss'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { phoneText, timeText } from '#platform/web/format.ts'
import type { LiveMessage } from '#platform/web/live/messages.ts'
import { readAnew, useLiveMessages } from '#platform/web/live/use-live.ts'
import { PageLink, useGo, usePath } from '#platform/web/navigation.tsx'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { type CallView, MyCallsReply } from '../contract.ts'

const KEY = ['switchboard', 'mine']
/** What the live stream says when a call moved. */
const TOPIC = 'calls'
/** What was told of a call goes by itself. */
const AGAIN_MS = 20_000
const CALLED = ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist']
const INTAKE = '/sala/nuova'
const WALL = '/parete'

/** On every page: the calls to the service's number that rang whoever looks. Nothing when there is none. */
export function ServiceCalls(): ReactNode {
  const roles = useSession().data?.roles ?? []
  const path = usePath()
  const client = useQueryClient()
  const mine = useRead({
    key: KEY,
    path: '/api/calls/mine',
    reply: MyCallsReply,
    when: roles.some((role) => CALLED.includes(role)),
    isLive: true,
    // What is new comes by the stream; what was told goes with time.
    every: AGAIN_MS,
  })
  const calls = mine.data?.calls ?? []
  const [read, setRead] = useState<readonly string[]>([])
  const awaitsAnswer = calls.some((call) => call.look === 'lost')
  const hear = useCallback(
    (message: LiveMessage) => {
      // Of a lost call it is told until somebody answers its file.
      const isCalls = message.kind === 'rows' && (message.topic === TOPIC || awaitsAnswer)
      if (isCalls || message.kind === 'hello' || message.kind === 'reset') readAnew(client, KEY)
    },
    [client, awaitsAnswer],
  )
  useLiveMessages(hear)
  // Who writes of a call has it before them already.
  const writes = path === INTAKE ? new URLSearchParams(location.search).get('bozza') : null
  const shown = calls.filter(({ id, look }) => id !== writes && !read.includes(`${look} ${id}`))
  if (shown.length === 0 || path === WALL) return null
  const mineNow = shown.filter((call) => OWN.includes(call.look))
  // What became of a call that somebody else has: one line, of the newest, and not over a call of one's own.
  const told = mineNow.length > 0 ? undefined : shown.find((call) => !OWN.includes(call.look))
  return (
    <section className="service-calls" aria-label={m.switchboard_title()}>
      {mineNow.map((call) => (
        <ServiceCall key={call.id} call={call} />
      ))}
      {told === undefined ? null : (
        <div className="service-told small">
          <p role="status">
            {titleOf(told)} · {timeText(told.answeredAt ?? told.endedAt ?? told.cameAt)}
          </p>
          <Button
            kind="quiet"
            icon="close"
            label={m.switchboard_told_read()}
            className="btn-icon"
            onPress={() => setRead((before) => [...before, `${told.look} ${told.id}`])}
          >
            <span className="visually-hidden">{m.switchboard_told_read()}</span>
          </Button>
        </div>
      )}
    </section>
  )
}

/** What asks something of who looks. */
const OWN: readonly CallView['look'][] = ['rings', 'speaking', 'to-write']

function titleOf(call: CallView): string {
  switch (call.look) {
    case 'rings':
      return m.switchboard_rings()
    case 'passed':
      return m.switchboard_passed()
    case 'taken':
      return m.switchboard_taken({ name: call.answeredBy })
    case 'lost':
      return m.switchboard_lost()
    case 'speaking':
      return m.switchboard_speaking()
    case 'to-write':
      return m.switchboard_to_write()
  }
}

function ServiceCall({ call }: { readonly call: CallView }): ReactNode {
  const isOwn = call.look === 'speaking' || call.look === 'to-write'
  return (
    <Alert
      tone={call.look === 'to-write' ? 'warning' : 'danger'}
      title={titleOf(call)}
      urgent={call.look === 'speaking'}
      actions={isOwn ? <Write call={call} /> : null}
    >
      <p>{timesOf(call)}</p>
      {isOwn ? <Caller call={call} /> : null}
    </Alert>
  )
}

function timesOf({ cameAt, answeredAt, endedAt }: CallView): string {
  return [
    m.switchboard_came({ time: timeText(cameAt) }),
    answeredAt === null ? '' : m.switchboard_since({ time: timeText(answeredAt) }),
    endedAt === null ? '' : m.switchboard_until({ time: timeText(endedAt) }),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function Caller({ call }: { readonly call: CallView }): ReactNode {
  return (
    <>
      <p>{callerText(call)}</p>
      {call.lost.map(({ cameAt, interventionId }) => (
        <p key={interventionId}>
          {m.switchboard_earlier({ time: timeText(cameAt) })}{' '}
          <PageLink to={`/interventi/${interventionId}`}>{m.switchboard_earlier_open()}</PageLink>
        </p>
      ))}
    </>
  )
}

function callerText({ number, isWithheld }: CallView): string {
  if (number !== null) return m.switchboard_number({ number: phoneText(number) })
  return isWithheld ? m.switchboard_withheld() : m.switchboard_forgotten()
}

/** The draft was made by an earlier press, or on another device: it is opened. */
const IS_THERE = ['draft-changed-meanwhile', 'draft-already-sent']

/** The draft has the call's own id, so that sending it says of which call it was; its number stands in no address. */
function Write({ call }: { readonly call: CallView }): ReactNode {
  const go = useGo()
  const open = (): void => go(`${INTAKE}?bozza=${call.id}`)
  const write = useWrite({
    method: 'PUT',
    path: `/api/drafts/${call.id}`,
    body: () => ({
      ...{ territoryId: call.territoryId, version: 0, startedAt: call.cameAt },
      content: call.number === null ? {} : { phoneText: readablePhone(call.number) },
    }),
    reply: z.object({ id: z.uuid() }),
    refresh: [['intake', 'drafts']],
    done: open,
    failed: (problem) => {
      if (IS_THERE.includes(problem.code)) open()
    },
  })
  const problem = write.error !== null && !IS_THERE.includes(write.error.code) ? write.error : null
  return (
    <>
      <Button kind="primary" acts busy={write.isPending} onPress={() => write.mutate(undefined)}>
        {m.switchboard_write()}
      </Button>
      {problem === null ? (
        <span className="muted small">{m.switchboard_write_text()}</span>
      ) : (
        <ProblemState problem={problem} />
      )}
    </>
  )
}
