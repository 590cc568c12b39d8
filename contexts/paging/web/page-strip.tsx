import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Timer } from '#platform/web/ui/timer.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { FilePageReply, PageView, StepView } from '../contract.ts'
import { ByHandDialog } from './by-hand.tsx'
import { useSkip, useStart } from './use-page.ts'
import { attemptWords, listText, roleWord } from './words.ts'

/** Who is being called, by which channel, with what result, and whom next and when; and what can be done about it. */
export function PageStrip(props: {
  readonly caseId: string
  readonly view: FilePageReply
}): ReactNode {
  const { caseId, view } = props
  const { page } = view
  return (
    <section className="stack-tight" aria-label={m.paging_strip()}>
      {page?.isPending === true ? <Pending page={page} /> : <Over page={page} />}
      {view.asksMe ? (
        <p>
          <strong>{m.paging_asks_you()}</strong> {m.paging_asks_you_text()}
        </p>
      ) : null}
      {view.isByHand && view.can.work ? (
        <p className="small muted">{m.paging_by_hand_only()}</p>
      ) : null}
      <Presses caseId={caseId} view={view} />
    </section>
  )
}

function Over({ page }: { readonly page: PageView | null }): ReactNode {
  if (page === null) return <p className="muted">{m.paging_strip_none()}</p>
  const { answeredBy } = page
  return (
    <p>
      {answeredBy === null ? m.paging_strip_over() : m.paging_strip_answered({ name: answeredBy })}
    </p>
  )
}

function Pending({ page }: { readonly page: PageView }): ReactNode {
  const now = page.steps.findLast((step) => step.people.length > 0)
  const last = page.isAtTheTop
  return (
    <>
      {page.hasAskedEverybody ? (
        <Alert tone="danger" title={last ? m.paging_strip_top() : m.paging_strip_asked_all()} />
      ) : null}
      {now === undefined ? null : <Passed step={now} />}
      <p>
        <strong>{callingText(now?.people ?? [])}</strong>
        {now === undefined ? null : ` · ${roleWord(now.role)}`}
      </p>
      {page.steps.some((step) => !step.mayOwn && step.people.length > 0) ? (
        <p className="small">{m.paging_strip_cannot_keep()}</p>
      ) : null}
      <Latest page={page} />
      {page.steps.map((step, index) =>
        step.state === 'empty' ? (
          // A plan may hold one role twice.
          // oxlint-disable-next-line react/no-array-index-key -- steps have an order and nothing else
          <p key={index} className="small">
            {m.paging_strip_nobody({ role: roleWord(step.role) })}
          </p>
        ) : null,
      )}
      <p>
        {last
          ? m.paging_strip_again({ role: roleWord(page.nextRole) })
          : m.paging_strip_next({ role: roleWord(page.nextRole) })}{' '}
        <Timer target={page.nextAt} isWorded />
      </p>
    </>
  )
}

/** That a colleague handed the call on to who is called. */
function Passed({ step }: { readonly step: StepView }): ReactNode {
  const { from, people } = step
  if (from === null) return null
  return <p>{m.paging_strip_passed({ from, name: listText(people) })}</p>
}

function callingText(people: readonly string[]): string {
  const [only] = people
  if (only === undefined) return m.paging_strip_starting()
  if (people.length === 1) return m.paging_strip_calling({ name: only })
  return m.paging_strip_calling_many({ names: listText(people) })
}

/** What came of the tries of the call under way. */
function Latest({ page }: { readonly page: PageView }): ReactNode {
  const newest = page.attempts[0]?.at
  const tries = page.attempts.filter((one) => one.at === newest && one.state !== 'cancelled')
  if (tries.length === 0) return null
  return (
    <ul className="plain-list small">
      {tries.map((one) => (
        <li key={one.id}>{attemptWords(one)}</li>
      ))}
    </ul>
  )
}

function Presses(props: { readonly caseId: string; readonly view: FilePageReply }): ReactNode {
  const { caseId, view } = props
  const [isCalling, setCalling] = useState(false)
  const start = useStart(caseId, () => toast(m.paging_started()))
  const skip = useSkip(caseId, () => toast(m.paging_skipped()))
  const problem = start.error ?? skip.error
  const { page } = view
  return (
    <>
      <div className="line">
        {view.can.start ? (
          <Button acts busy={start.isPending} onPress={() => start.mutate(undefined)}>
            {m.paging_start()}
          </Button>
        ) : null}
        {view.can.work ? (
          <>
            <Button acts onPress={() => setCalling(true)}>
              {m.paging_by_hand()}
            </Button>
            {page === null ? null : (
              <Button
                acts
                busy={skip.isPending}
                onPress={() => skip.mutate({ pageId: page.id, round: page.round })}
              >
                {m.paging_skip()}
              </Button>
            )}
          </>
        ) : null}
      </div>
      {problem === null ? null : <ProblemState problem={problem} />}
      {isCalling ? (
        <ByHandDialog caseId={caseId} toCall={view.toCall} onClose={() => setCalling(false)} />
      ) : null}
    </>
  )
}
