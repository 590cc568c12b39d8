import type { ReactNode, SyntheticEvent } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Icon } from '../ui/icon.tsx'
import { PriorityChip, type PriorityChipProps } from '../ui/priority-chip.tsx'

export interface FocusPanelProps {
  readonly title: string
  readonly priority: PriorityChipProps
  /** State, owner, people, language, safety mark: one line that stays in view. */
  readonly identity: ReactNode
  /** `Cosa faccio adesso?`: the next step and its words. */
  readonly nextStep?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Something is typed or chosen anywhere in the panel. */
  readonly onInput?: (event: SyntheticEvent) => void
  /** On a narrow screen, the way back to the list. */
  readonly onBack?: () => void
}

/** The frame of what is in focus: the same on the board and on the case page. */
export function FocusPanel(props: FocusPanelProps): ReactNode {
  return (
    <article className="focus" aria-label={props.title} onInput={props.onInput}>
      <header className="focus-head">
        {props.onBack === undefined ? null : (
          <button type="button" className="focus-back" onClick={props.onBack}>
            <Icon name="back" /> {m.web_back_to_list()}
          </button>
        )}
        <div className="line">
          <PriorityChip {...props.priority} size="large" />
          <h2>{props.title}</h2>
        </div>
        <div className="focus-identity">{props.identity}</div>
      </header>
      {props.nextStep === undefined ? null : (
        <section className="focus-next" aria-label={m.web_what_now()}>
          <h3 tabIndex={-1}>{m.web_what_now()}</h3>
          {props.nextStep}
        </section>
      )}
      {props.actions === undefined ? null : <div className="focus-actions">{props.actions}</div>}
      <div className="focus-body">{props.children}</div>
    </article>
  )
}

/** Nothing chosen yet: says what a choice would show, and the keys. */
export function FocusNothing({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="focus focus-nothing">{children}</div>
}
