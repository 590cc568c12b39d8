import { type ReactNode, useState } from 'react'
import { languageName } from '#contexts/oncall/languages.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { useServiceCall } from '#platform/web/calls.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import type { CandidateView, SaySupportBody, SupportView } from '../contract-support.ts'
import { useCallSupport, useCandidates, useSaySupport } from './use-support.ts'
import { listText, wordOf } from './words.ts'

type Part = { readonly caseId: string; readonly one: SupportView }

/** A request under way: whom to call, the call, and what came of it. */
export function SupportCall({ caseId, one }: Part): ReactNode {
  const words = [
    wordOf('support', one.kind),
    ...(one.language === null ? [] : [languageName(one.language)]),
    ...(one.sex === 'any' ? [] : [wordOf('sex', one.sex)]),
    wordOf('mode', one.mode),
  ]
  return (
    <div className="stack-tight">
      <p>
        <strong>{words.join(' · ')}</strong>
      </p>
      {one.tries.map(({ at, name, result }) => (
        <p key={at} className="small">
          {m.paging_help_tried({ name, result: wordOf('result', result) })}
        </p>
      ))}
      {one.callee === null ? (
        <People caseId={caseId} one={one} />
      ) : (
        <Callee caseId={caseId} one={one} callee={one.callee} />
      )}
    </div>
  )
}

/** Whom to call, in order; nobody is said, and written down. */
function People({ caseId, one }: Part): ReactNode {
  const reading = useCandidates(caseId, one)
  const call = useCallSupport(caseId, one.id)
  const say = useSaySupport(caseId, one.id)
  const [asks, setAsks] = useState<'nobody' | 'withdraw'>()
  if (reading.data === undefined)
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={3} />
    )
  const { people } = reading.data
  const left = people.filter((each) => !each.isSpent).map((each) => each.name)
  const problem = call.error ?? say.error
  const nobody = (): void => say.mutate({ result: 'nobody' })
  return (
    <>
      <p>{people.length === 0 ? m.paging_help_nobody_speaks() : m.paging_help_people()}</p>
      <ol className="stack-tight">
        {people.map((each) => (
          <li key={each.callee.kind === 'staff' ? each.callee.staffId : each.callee.key}>
            <p>{wordsOf(each, one.sex)}</p>
            {each.isSpent ? null : (
              <Button
                acts
                busy={call.isPending}
                label={`${m.paging_help_call()}: ${each.name}`}
                onPress={() => call.mutate({ callee: each.callee })}
              >
                {m.paging_help_call()}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {problem === null ? null : <ProblemState problem={problem} />}
      <div className="line">
        <Button
          acts
          busy={say.isPending}
          onPress={() => (left.length === 0 ? nobody() : setAsks('nobody'))}
        >
          {m.paging_help_nobody()}
        </Button>
        <Button kind="quiet" acts busy={say.isPending} onPress={() => setAsks('withdraw')}>
          {m.paging_help_withdraw()}
        </Button>
      </div>
      {asks === 'withdraw' ? (
        <InterruptionCard
          title={m.paging_help_withdraw()}
          consequence={m.paging_help_withdraw_text()}
          verb={m.paging_help_withdraw()}
          busy={say.isPending}
          problem={say.error}
          onConfirm={() => say.mutate({ result: 'withdrawn' })}
          onBack={() => setAsks(undefined)}
        />
      ) : null}
      {asks === 'nobody' ? (
        <InterruptionCard
          title={m.paging_help_nobody()}
          consequence={m.paging_help_left({ names: listText(left) })}
          verb={m.paging_help_left_save()}
          busy={say.isPending}
          problem={say.error}
          onConfirm={nobody}
          onBack={() => setAsks(undefined)}
        />
      ) : null}
    </>
  )
}

function wordsOf(one: CandidateView, wanted: SupportView['sex']): string {
  const words = [
    one.name,
    one.fits === null ? '' : wordOf(`fits_${wanted}`, one.fits),
    one.isOnCall ? m.paging_help_on_call() : '',
    one.callee.kind === 'remote' ? m.paging_help_remote() : '',
    one.hours ?? '',
    one.cost ?? '',
    one.isSpent ? m.paging_help_spent() : '',
  ]
  return words.filter((word) => word !== '').join(' · ')
}

function Callee(props: Part & { readonly callee: NonNullable<SupportView['callee']> }): ReactNode {
  const { caseId, one, callee } = props
  const { name, phone } = callee
  const isTalking = one.state === 'talking'
  const say = useSaySupport(caseId, one.id)
  return (
    <>
      <p role="status">
        {isTalking ? m.paging_help_talking({ name }) : m.paging_help_calling({ name })}
      </p>
      <div className="line">
        {phone === null ? (
          <Ring caseId={caseId} one={one} name={name} />
        ) : (
          <>
            <Call
              phone={phone}
              name={name}
              caseId={caseId}
              whom={{ kind: 'support', supportId: one.id }}
            />
            <span className="small muted">{m.paging_help_by_hand()}</span>
          </>
        )}
      </div>
      <p>{m.paging_help_first()}</p>
      {one.briefing.length === 0 ? (
        <p>{m.paging_help_then_nothing()}</p>
      ) : (
        <>
          <p>{m.paging_help_then()}</p>
          <blockquote>{one.briefing.map((line) => line.text).join(' ')}</blockquote>
        </>
      )}
      <Results isTalking={isTalking} name={name} say={say} />
      {say.error === null ? null : <ProblemState problem={say.error} />}
    </>
  )
}

const MOST_MINUTES = 600

/** Minutes as they are written; not a number when they are none. */
function minutesIn(text: string): number {
  const minutes = /^\d{1,3}$/u.test(text.trim()) ? Number(text) : Number.NaN
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : Number.NaN
}

const RESULTS = ['no-answer', 'cannot', 'knows', 'refused'] as const
const WHILE_TALKING = ['knows', 'refused'] as const

function Results(props: {
  readonly isTalking: boolean
  readonly name: string
  readonly say: ReturnType<typeof useSaySupport>
}): ReactNode {
  const { isTalking, name, say } = props
  const [minutes, setMinutes] = useState('')
  const [isWrong, setWrong] = useState(false)
  const counted = minutes.trim() === '' ? undefined : minutesIn(minutes)
  const press = (body: SaySupportBody) => () => say.mutate(body)
  const first: SaySupportBody = isTalking
    ? { result: 'ends', ...(counted === undefined ? {} : { minutes: counted }) }
    : { result: 'begins' }
  return (
    <>
      {isTalking ? (
        <TextField
          label={m.paging_help_minutes()}
          inputMode="numeric"
          value={minutes}
          onChange={setMinutes}
          error={isWrong ? m.paging_help_minutes_wrong() : undefined}
        />
      ) : null}
      <div className="line">
        <Button
          kind="primary"
          acts
          busy={say.isPending}
          onPress={() => {
            const isCounted = counted === undefined || Number.isFinite(counted)
            setWrong(isTalking && !isCounted)
            if (!isTalking || isCounted) press(first)()
          }}
        >
          {isTalking ? m.paging_help_ends() : m.paging_help_begins()}
        </Button>
        {(isTalking ? WHILE_TALKING : RESULTS).map((result) => (
          <Button
            key={result}
            acts
            busy={say.isPending}
            label={`${wordOf('help', result)}: ${name}`}
            onPress={press({ result })}
          >
            {wordOf('help', result)}
          </Button>
        ))}
      </div>
    </>
  )
}

/** Where a provider carries the call both see the number of the service, and nobody reads the other one. */
function Ring({ caseId, one, name }: Part & { readonly name: string }): ReactNode {
  const call = useServiceCall({ kind: 'support', supportId: one.id }, { caseId })
  const { state, id, isOn, begin, end } = call
  return (
    <>
      {isOn && id !== undefined ? (
        <Button kind="quiet" busy={end.isPending} onPress={() => end.mutate(id)}>
          {m.web_call_close()}
        </Button>
      ) : (
        <Button acts icon="phone" busy={begin.isPending} onPress={() => begin.mutate(undefined)}>
          {m.paging_help_ring()}
        </Button>
      )}
      <CallState call={call} name={name} />
      {state === 'connected' && id !== undefined && one.mode === 'phone' ? (
        <Third joins={id} />
      ) : null}
    </>
  )
}

type ServiceCall = ReturnType<typeof useServiceCall>

function CallState({
  call,
  name,
}: {
  readonly call: ServiceCall
  readonly name: string
}): ReactNode {
  const { begin, state } = call
  const said =
    state === undefined ? '' : textOf(`web_call_state_${state.replaceAll('-', '_')}`, { who: name })
  return <span role="status">{begin.error?.message ?? said}</span>
}

/** Who reported is rung into the call with who helps: the three of them hear each other. */
function Third({ joins }: { readonly joins: string }): ReactNode {
  const call = useServiceCall({ kind: 'reporter' }, { joins })
  const { id, isOn, begin, end } = call
  return (
    <>
      {isOn && id !== undefined ? (
        <Button kind="quiet" busy={end.isPending} onPress={() => end.mutate(id)}>
          {m.paging_help_third_end()}
        </Button>
      ) : (
        <Button acts icon="phone" busy={begin.isPending} onPress={() => begin.mutate(undefined)}>
          {m.paging_help_third()}
        </Button>
      )}
      <CallState call={call} name={m.paging_help_third_who()} />
    </>
  )
}
