import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useKeptWords } from '#platform/web/kept-words.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Dialog, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { AllWritten, type PeopleReply, type PersonView } from '../contract.ts'
import type { Part } from '../model.ts'
import { PersonForm } from './person-form.tsx'
import { usePeople, usePeopleCommand } from './use-people.ts'
import { personLine } from './words.ts'

type Shown = PeopleReply['people'][number]

/** Who the file is about, who may help, who must not know. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = usePeople(caseId)
  if (reading.data === undefined)
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={4} />
    )
  const { people, can } = reading.data
  const inForce = people.filter((one) => !one.isStruck)
  const of = (part: Part) => inForce.filter((one) => one.part === part)
  const struck = people.filter((one) => one.isStruck)
  return (
    <div className="stack">
      {inForce.length === 0 && reading.data.said.length === 0 ? (
        <EmptyState title={m.people_none()}>
          <p>{m.people_none_text()}</p>
        </EmptyState>
      ) : null}
      <FromReport caseId={caseId} said={reading.data.said} />
      <Group title={m.people_helped()} people={of('helped')} caseId={caseId} can={can} />
      <Group title={m.people_helpers()} people={of('helper')} caseId={caseId} can={can} />
      <Group
        title={m.people_excluded()}
        hint={m.people_excluded_text()}
        people={of('excluded')}
        caseId={caseId}
        can={can}
      />
      {can.write ? <Adding caseId={caseId} isFirst={inForce.length === 0} /> : null}
      <Group title={m.people_struck_list()} people={struck} caseId={caseId} can={NOTHING} />
    </div>
  )
}

/** Who the report speaks of: one press writes them, each to be completed. */
function FromReport(props: {
  readonly caseId: string
  readonly said: PeopleReply['said']
}): ReactNode {
  const { caseId, said } = props
  const write = usePeopleCommand<undefined>({
    caseId,
    method: 'POST',
    path: '/said',
    reply: AllWritten,
    done: () => toast(m.people_said_written()),
  })
  if (said.length === 0) return null
  return (
    <section className="stack-tight" aria-label={m.people_said()}>
      <h3>{m.people_said()}</h3>
      <ul className="stack-tight">
        {said.map((one, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- they are told, not yet anybody: their place is all they have
          <li key={at}>
            {[one.words.name, personLine(one)].filter((text) => text !== '').join(', ')}
          </li>
        ))}
      </ul>
      {write.error ? <ProblemState problem={write.error} /> : null}
      <div className="line">
        <Button kind="primary" acts busy={write.isPending} onPress={() => write.mutate(undefined)}>
          {said.length === 1 ? m.people_said_write_one() : m.people_said_write()}
        </Button>
      </div>
    </section>
  )
}

const NOTHING: PeopleReply['can'] = { write: false }

function Group(props: {
  readonly title: string
  readonly hint?: string
  readonly people: readonly Shown[]
  readonly caseId: string
  readonly can: PeopleReply['can']
}): ReactNode {
  if (props.people.length === 0) return null
  return (
    <section className="stack-tight" aria-label={props.title}>
      <h3>{props.title}</h3>
      {props.hint === undefined ? null : <p className="small muted">{props.hint}</p>}
      <ul className="plain-list stack">
        {props.people.map((person) => (
          <PersonItem key={person.id} person={person} caseId={props.caseId} can={props.can} />
        ))}
      </ul>
    </section>
  )
}

function PersonItem(props: {
  readonly person: Shown
  readonly caseId: string
  readonly can: PeopleReply['can']
}): ReactNode {
  const { person, caseId, can } = props
  const [open, setOpen] = useState<'correct' | 'strike'>()
  const close = (): void => setOpen(undefined)
  return (
    <li className="stack-tight">
      <Said person={person} />
      {can.write ? (
        <div className="line">
          <Button onPress={() => setOpen('correct')}>{m.people_correct()}</Button>
          <Button kind="quiet" onPress={() => setOpen('strike')}>
            {m.people_strike()}
          </Button>
        </div>
      ) : null}
      {person.before.length === 0 ? null : (
        <details>
          <summary>{m.people_before()}</summary>
          <ol className="plain-list stack-tight">
            {person.before.map((version) => (
              <li key={version.version}>
                <s>
                  <Said person={version} />
                </s>
              </li>
            ))}
          </ol>
        </details>
      )}
      {open === 'correct' ? <Correcting person={person} caseId={caseId} onClose={close} /> : null}
      {open === 'strike' ? <Striking person={person} caseId={caseId} onClose={close} /> : null}
    </li>
  )
}

function Said({ person }: { readonly person: PersonView }): ReactNode {
  const { words } = person
  return (
    <>
      <p>
        <strong>{words.name === '' ? m.people_name_none() : words.name}</strong>{' '}
        {person.isMinor ? <Badge tone="warning">{m.people_minor()}</Badge> : null}
      </p>
      <p>{personLine(person)}</p>
      {[words.health, words.note]
        .filter((text) => text !== '')
        .map((text) => (
          <p key={text} className="timeline-words">
            {text}
          </p>
        ))}
      <p className="small muted">
        {m.people_before_line({ when: momentText(person.writtenAt), by: person.writtenBy })}
      </p>
    </>
  )
}

function Adding(props: { readonly caseId: string; readonly isFirst: boolean }): ReactNode {
  const [isOpened, setOpen] = useState(false)
  const keptAs = `persona-${props.caseId}`
  const kept = useKeptWords(keptAs)
  const isOpen = isOpened || kept.value !== undefined
  // Another key, another form: the next person begins empty.
  const [turn, setTurn] = useState(0)
  const write = usePeopleCommand<object>({
    caseId: props.caseId,
    method: 'POST',
    path: '',
    done: () => {
      toast(m.people_added())
      kept.forget()
      setTurn((before) => before + 1)
      setOpen(false)
    },
  })
  const back = (): void => {
    kept.forget()
    setOpen(false)
  }
  if (!isOpen && !props.isFirst)
    return (
      <div className="line">
        <Button onPress={() => setOpen(true)}>{m.people_add()}</Button>
      </div>
    )
  return (
    // What somebody has begun stays open when a colleague writes the first person meanwhile.
    <section aria-label={m.people_add()} className="stack" onInput={() => setOpen(true)}>
      <h3>{m.people_add()}</h3>
      <PersonForm
        key={turn}
        isFirst={props.isFirst}
        keptAs={keptAs}
        verb={m.people_add_save()}
        busy={write.isPending}
        problem={write.error}
        onSend={(body) => write.mutate(body)}
        onBack={props.isFirst ? undefined : back}
      />
    </section>
  )
}

type Changing = {
  readonly person: PersonView
  readonly caseId: string
  readonly onClose: () => void
}

function Correcting({ person, caseId, onClose }: Changing): ReactNode {
  const keptAs = `correzione-${person.id}`
  const kept = useKeptWords(keptAs)
  const correct = usePeopleCommand<object>({
    caseId,
    method: 'PUT',
    path: `/${person.id}`,
    done: () => {
      toast(m.people_corrected())
      kept.forget()
      onClose()
    },
  })
  return (
    <Dialog title={m.people_correct_title()} look="wide" onClose={onClose}>
      <PersonForm
        person={person}
        keptAs={keptAs}
        verb={m.people_correct_save()}
        busy={correct.isPending}
        problem={correct.error}
        onSend={(body, version) => correct.mutate({ ...body, version })}
        onBack={onClose}
      />
    </Dialog>
  )
}

function Striking({ person, caseId, onClose }: Changing): ReactNode {
  const strike = usePeopleCommand<undefined>({
    caseId,
    method: 'POST',
    path: `/${person.id}/strike`,
    done: () => {
      toast(m.people_struck())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.people_strike_title()}
      consequence={m.people_strike_consequence()}
      verb={m.people_strike()}
      busy={strike.isPending}
      problem={strike.error}
      onConfirm={() => strike.mutate(undefined)}
      onBack={onClose}
    />
  )
}
