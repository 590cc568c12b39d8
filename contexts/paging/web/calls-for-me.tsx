import { type ReactNode, useEffect, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useRoomy } from '#platform/web/narrow.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { type CallForMe, DoneReply, MyPagesReply } from '../contract.ts'
import { PassDialog } from './pass-dialog.tsx'

const KEY = ['paging', 'mine']
const AGAIN_MS = 5000

/** How many stand there at once: the others are on the board. */
const SHOWN = 1
/** Who has the board of the room, where the others stand. */
const ROOM = ['operator', 'social-worker', 'coordinator']
const CALLED = ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist']

/** The calls that wait for an answer of who looks; nothing when there is none. */
export function CallsForMe(): ReactNode {
  const roles = useSession().data?.roles ?? []
  const mine = useRead({
    key: KEY,
    path: '/api/pages/mine',
    reply: MyPagesReply,
    every: AGAIN_MS,
    when: roles.some((role) => CALLED.includes(role)),
  })
  const pages = mine.data?.pages ?? []
  if (pages.length === 0) return null
  if (!roles.some((role) => ROOM.includes(role))) return <AllCalls pages={pages} />
  const shown = SHOWN
  return (
    <div className="stack-tight">
      {pages.slice(0, shown).map((call) => (
        <Call key={call.pageId} call={call} />
      ))}
      {pages.length > shown ? (
        <p className="small muted board-aside">
          {m.paging_mine_more({ count: pages.length - shown })}
        </p>
      ) : null}
    </div>
  )
}

/** Away from the room every call is here: those that ring now, and folded those that others are asked by now. */
function AllCalls({ pages }: { readonly pages: readonly CallForMe[] }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  // What somebody is passing on stays where it is, also when the next one is called meanwhile.
  const [held, setHeld] = useState<string>()
  const isHere = (call: CallForMe): boolean => call.ringsNow || call.pageId === held
  const passed = pages.filter((call) => !isHere(call))
  return (
    <div className="stack-tight">
      {pages.filter(isHere).map((call) => (
        <Call
          key={call.pageId}
          call={call}
          onPassing={(isPassing) => setHeld(isPassing ? call.pageId : undefined)}
        />
      ))}
      {passed.length === 0 ? null : (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{m.paging_mine_passed({ count: passed.length })}</summary>
          {/* A call that is folded was not seen: it stands there only once it is opened. */}
          <div className="stack-tight">
            {isOpen ? passed.map((call) => <Call key={call.pageId} call={call} />) : null}
          </div>
        </details>
      )}
    </div>
  )
}

/** They stand above the queue: in a narrow column nobody reads them at a glance, nor presses the right button. */
export function CallsAbove(): ReactNode {
  return useRoomy() ? null : <CallsForMe />
}

/** Beside it where there is room. */
export function CallsBeside(): ReactNode {
  return useRoomy() ? <CallsForMe /> : null
}

/** Says once, when the call is on a screen that somebody could look at, that it was seen. */
function useSighting(path: string): void {
  const { mutate } = useWrite({ method: 'POST', path, body: () => ({}), reply: DoneReply })
  useEffect(() => {
    const tell = (): void => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', tell)
      mutate(undefined)
    }
    document.addEventListener('visibilitychange', tell)
    tell()
    return () => document.removeEventListener('visibilitychange', tell)
  }, [mutate])
}

function Call(props: {
  readonly call: CallForMe
  readonly onPassing?: (isPassing: boolean) => void
}): ReactNode {
  const { call, onPassing } = props
  const go = useGo()
  const [isPassing, setIsPassing] = useState(false)
  const setPassing = (is: boolean): void => {
    setIsPassing(is)
    onPassing?.(is)
  }
  const path = (verb: string) => `/api/pages/${call.pageId}/${verb}`
  const yes = useWrite({
    method: 'POST',
    path: path('acknowledgement'),
    body: () => ({}),
    reply: DoneReply,
    refresh: [KEY, ['interventions']],
    done: () => {
      toast(m.paging_mine_answered())
      go(`/interventi/${call.interventionId}`)
    },
  })
  const no = useWrite({
    method: 'POST',
    path: path('declination'),
    body: () => ({}),
    reply: DoneReply,
    refresh: [KEY],
    done: () => toast(m.paging_mine_declined()),
  })
  useSighting(path('sighting'))
  const said = [call.className, call.municipality, call.people, call.need]
    .filter((word) => word !== null && word !== '')
    .join(' · ')
  const problem = yes.error ?? no.error
  return (
    <Alert
      tone={call.ringsNow ? 'danger' : 'warning'}
      title={call.ringsNow ? m.paging_mine() : m.paging_mine_was()}
      actions={
        <>
          <Button kind="primary" acts busy={yes.isPending} onPress={() => yes.mutate(undefined)}>
            {m.paging_answer()}
          </Button>
          {call.mayDecline ? (
            <Button acts busy={no.isPending} onPress={() => no.mutate(undefined)}>
              {m.paging_cannot()}
            </Button>
          ) : null}
          {call.ringsNow ? (
            <Button acts onPress={() => setPassing(true)}>
              {m.paging_pass()}
            </Button>
          ) : null}
        </>
      }
    >
      <p>
        {m.paging_mine_number({ number: call.number })} · {momentText(call.startedAt)}
      </p>
      <p>{said}</p>
      {problem === null ? null : <ProblemState problem={problem} />}
      {isPassing ? (
        <PassDialog
          pageId={call.pageId}
          about={[m.paging_mine_number({ number: call.number }), said].filter(Boolean).join(' · ')}
          refresh={[KEY, ['interventions']]}
          onClose={() => setPassing(false)}
        />
      ) : null}
    </Alert>
  )
}
