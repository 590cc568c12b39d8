import type { ReactNode } from 'react'
import type { Evaluation, SheetView } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { ClassButtons } from './next-step.tsx'
import type { FileActions } from './use-actions.tsx'
import { listText } from './words.ts'

/** The decision in force, why the protocol proposed its class, and the classes to choose from. */
export function TriageSummary(props: {
  readonly actions: FileActions
  readonly sheet: SheetView | null
  readonly proposal: Evaluation | null
}): ReactNode {
  const { actions, sheet, proposal } = props
  const { row } = actions
  const mayChoose = row.can.triage && row.nextStep.key !== 'choose-class'
  if (row.isUnheard)
    return (
      <section aria-label={m.interventions_triage()} className="stack-tight">
        <h3>{m.interventions_triage()}</h3>
        <p>{m.problem_caller_not_heard()}</p>
      </section>
    )
  if (sheet === null && proposal === null && !mayChoose) return null
  return (
    <section aria-label={m.interventions_triage()} className="stack-tight">
      <h3>{m.interventions_triage()}</h3>
      {sheet === null ? null : <Decision sheet={sheet} />}
      {proposal === null ? null : <Proposed proposal={proposal} />}
      {mayChoose ? <ClassButtons actions={actions} /> : null}
    </section>
  )
}

/** What the protocol says of what is known, while the class waits for a person. */
export function Proposed({ proposal }: { readonly proposal: Evaluation }): ReactNode {
  const offered = proposal.authorities.filter((one) => !AT_ONCE.includes(one))
  return (
    <>
      <p>
        {m.triage_proposal()} {proposal.proposed.name}.
      </p>
      <Reasons reasons={proposal.reasons.map((reason) => reason.text)} />
      {offered.length === 0 ? null : (
        <p className="small">{m.triage_suggested({ services: listText(offered) })}</p>
      )}
    </>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }): ReactNode {
  if (reasons.length === 0) return null
  return (
    <ul className="small">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}

/** Services to be offered to the person, beside those called at once. */
const AT_ONCE: readonly string[] = ['112', '113', '115', '118']

function Decision({ sheet }: { readonly sheet: SheetView }): ReactNode {
  const offered = sheet.authorities.filter((one) => !AT_ONCE.includes(one))
  return (
    <>
      <p>{m.triage_decided_by({ name: sheet.decidedBy, time: timeText(sheet.decidedAt) })}</p>
      {sheet.proposed === null || sheet.proposed.key === sheet.class.key ? null : (
        <p>
          {m.triage_proposal()} {sheet.proposed.name}.
        </p>
      )}
      <Reasons reasons={sheet.reasons} />
      {sheet.offeredInstead === null ? null : (
        <p>{m.interventions_event_triage_decided_offered({ offered: sheet.offeredInstead })}</p>
      )}
      {offered.length === 0 ? null : (
        <p className="small">{m.triage_suggested({ services: listText(offered) })}</p>
      )}
    </>
  )
}
