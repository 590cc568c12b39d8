import { type ReactNode, useState } from 'react'
import { languageName } from '#contexts/oncall/languages.ts'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { SupportReply, SupportView } from '../contract-support.ts'
import { SUPPORT_KINDS, type SupportKind } from '../model-support.ts'
import { AskDialog } from './support-ask.tsx'
import { SupportCall } from './support-call.tsx'
import { FamilyDialog } from './support-family.tsx'
import { useSupport } from './use-support.ts'
import { wordOf } from './words.ts'

/** A mediator by language and a psychologist, called for a file that they never see. */
export function SupportPart({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = useSupport(caseId)
  // Who may not write on the file calls nobody for it.
  if (reading.error?.status === 403) return null
  return (
    <section className="stack" aria-label={m.paging_help_title()}>
      <h3>{m.paging_help_title()}</h3>
      {reading.data === undefined ? (
        <Waiting problem={reading.error} again={() => void reading.refetch()} />
      ) : (
        <Inside caseId={caseId} view={reading.data} />
      )}
    </section>
  )
}

function Waiting(props: {
  readonly problem: Parameters<typeof ProblemState>[0]['problem'] | null
  readonly again: () => void
}): ReactNode {
  if (props.problem === null) return <Skeleton lines={2} />
  return <ProblemState problem={props.problem} onAgain={props.again} />
}

function Inside(props: { readonly caseId: string; readonly view: SupportReply }): ReactNode {
  const { caseId, view } = props
  const [asking, setAsking] = useState<SupportKind | 'family' | undefined>(undefined)
  const close = (): void => setAsking(undefined)
  const under = view.requests.filter((one) => one.state !== 'over')
  const free = SUPPORT_KINDS.filter((kind) => !under.some((one) => one.kind === kind))
  return (
    <>
      {under.map((one) => (
        <SupportCall key={one.id} caseId={caseId} one={one} />
      ))}
      {view.can.ask ? (
        <div className="line">
          {free.map((kind) => (
            <Button key={kind} acts onPress={() => setAsking(kind)}>
              {wordOf('help', kind)}
            </Button>
          ))}
          <Button acts kind="quiet" onPress={() => setAsking('family')}>
            {m.paging_help_family()}
          </Button>
        </div>
      ) : null}
      <p className="small">{m.paging_help_family_warning()}</p>
      {view.requests
        .filter((one) => one.state === 'over')
        .map((one) => (
          <Past key={one.id} one={one} />
        ))}
      {asking === 'family' ? <FamilyDialog caseId={caseId} onClose={close} /> : null}
      {asking === 'mediator' || asking === 'psychologist' ? (
        <AskDialog caseId={caseId} kind={asking} view={view} onClose={close} />
      ) : null}
    </>
  )
}

/** A request that is over: who was called, and for how long they helped. */
function Past({ one }: { readonly one: SupportView }): ReactNode {
  return (
    <div className="small">
      <p>{titleOf(one)}</p>
      <Tries tries={one.tries} />
    </div>
  )
}

/** `un mediatore · wolof · Al telefono, in tre`. */
function titleOf({ kind, language, mode }: SupportView): string {
  const words = [wordOf('support', kind), language === null ? '' : languageName(language)]
  return [...words, wordOf('mode', mode), m.paging_help_over()]
    .filter((word) => word !== '')
    .join(' · ')
}

function Tries({ tries }: Pick<SupportView, 'tries'>): ReactNode {
  if (tries.length === 0) return <p>{m.paging_help_nobody()}</p>
  return (
    <ul className="plain-list">
      {tries.map(({ name, at, result: code, minutes }) => {
        const result = wordOf('result', code)
        return (
          <li key={at}>
            {minutes === null
              ? m.paging_help_tried({ name, result })
              : m.paging_help_tried_minutes({ name, result, minutes })}
          </li>
        )
      })}
    </ul>
  )
}
