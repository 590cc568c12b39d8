import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { names } from '../ui/class-names.ts'
import { PriorityChip, type PriorityChipProps } from '../ui/priority-chip.tsx'
import { Elapsed, Timer } from '../ui/timer.tsx'

/** What a row of the board shows. A room makes it from its own contract; nothing here is fetched. */
export interface BoardRowView {
  readonly id: string
  readonly priority: PriorityChipProps
  /** File number, `26-0412`; none for a report not yet a file. */
  readonly number?: string | undefined
  /** The clock of the row: towards a target, or since it came. */
  readonly clock: { readonly towards: string } | { readonly since: string }
  /** `Stazione FS, binario 1`; for a protected file `Intervento protetto`. */
  readonly place: string
  /** People and need in about five words: `minore solo, freddo`. */
  readonly need: string
  /** Who told: `Polfer`. */
  readonly source?: string | undefined
  /** `M. Rossi`; undefined is said: `non assegnata`. */
  readonly owner: string | undefined
  /** True when the owner is who looks. */
  readonly mine?: boolean
  /** Colleagues who are at it now. */
  readonly present?: ReactNode
  readonly nextStep?: { readonly text: string; readonly due?: string } | undefined
  readonly state?: string | undefined
  readonly marks?: ReactNode
  /** Nobody answers for it yet: comes first and asks for it. */
  readonly unanswered?: boolean
  /** Just arrived: lit for a second. */
  readonly fresh?: boolean
  readonly gone?: boolean
}

/** One row: priority, clock, place, people and need, source, owner, next step. One line in compact, two in roomy. */
export function BoardRow({ row }: { readonly row: BoardRowView }): ReactNode {
  return (
    <span
      className={names(
        'row',
        row.unanswered === true && 'row-unanswered',
        row.gone === true && 'row-gone',
      )}
    >
      <span className="row-side">
        <span className="row-rank">
          <PriorityChip {...row.priority} />
        </span>
        <span className="row-clock">
          {'towards' in row.clock ? (
            <Timer target={row.clock.towards} announceAs={row.place} />
          ) : (
            <Elapsed start={row.clock.since} isWorded />
          )}
          {row.number === undefined ? null : <span className="row-number mono">{row.number}</span>}
        </span>
      </span>
      <span className="row-line">
        <span className="row-place">{row.place}</span>
        <RowOwner row={row} />
      </span>
      <span className="row-line row-second">
        <span className="row-need">
          {row.need}
          {row.source === undefined ? null : (
            <span className="muted"> · {m.web_row_from({ source: row.source })}</span>
          )}
        </span>
        {row.marks === undefined ? null : <span className="row-marks">{row.marks}</span>}
        <RowStep row={row} />
      </span>
    </span>
  )
}

function RowOwner({ row }: { readonly row: BoardRowView }): ReactNode {
  if (row.gone === true) return <span className="row-owner muted">{m.web_row_gone()}</span>
  if (row.owner === undefined)
    return (
      <span className="row-owner row-nobody">
        {row.present}
        {m.web_row_nobody()}
      </span>
    )
  return (
    <span className={names('row-owner', row.mine === true && 'row-mine')}>
      {row.present}
      <span className="visually-hidden">{m.web_row_owner()} </span>
      {row.owner}
    </span>
  )
}

function RowStep({ row }: { readonly row: BoardRowView }): ReactNode {
  const { nextStep, state } = row
  if (nextStep === undefined) return <span className="row-step muted">{state ?? ''}</span>
  return (
    <span className="row-step">
      <span className="row-step-text">{nextStep.text}</span>
      {nextStep.due === undefined ? null : <Timer target={nextStep.due} isWorded />}
    </span>
  )
}
