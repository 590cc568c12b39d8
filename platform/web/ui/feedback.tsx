import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useAgainByItself } from '../again.ts'
import { PageLink, usePath } from '../navigation.tsx'
import type { Advice, ApiProblem } from '../problem.ts'
import { Button } from './button.tsx'
import { names } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'info' | 'good' | 'warning' | 'danger'

/** Leads everyone to where they begin. */
const HOME = '/sala'

const TONE_ICON: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  good: 'check',
  warning: 'warning',
  danger: 'warning',
}

export interface AlertProps {
  readonly tone: Tone
  readonly title?: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** True for what appears because of something just done: read aloud at once. */
  readonly urgent?: boolean
}

/** A message in the page. It stays until what it says is no longer true. */
export function Alert({ tone, title, children, actions, urgent = false }: AlertProps): ReactNode {
  return (
    <div className={names('callout', `callout-${tone}`)} role={urgent ? 'alert' : undefined}>
      <span className="callout-icon">
        <Icon name={TONE_ICON[tone]} />
      </span>
      <div className="callout-body">
        {title === undefined ? null : <p className="callout-title">{title}</p>}
        {children}
        {actions === undefined ? null : <div className="line">{actions}</div>}
      </div>
    </div>
  )
}

/** A word that marks a thing: `minore`, `protetto`. Neutral unless it asks for something. */
export function Badge({
  tone,
  children,
  title,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
  readonly title?: string
}): ReactNode {
  return (
    <span className={names('mark', tone !== undefined && `mark-${tone}`)} title={title}>
      {children}
    </span>
  )
}

/** Grey lines in the shape of what is coming. Never a spinner. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): ReactNode {
  return (
    <div className="skeleton" role="status" aria-label={m.web_loading()}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  )
}

/** Nothing to show, said calmly, with what can be done. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
      {actions === undefined ? null : <div className="line">{actions}</div>}
    </div>
  )
}

/**
 * A refusal of the server, in its own words; `saved` says what the person has not lost. What to do follows from
 * what went wrong: only what may pass by itself asks to try again, and is tried by itself when the network comes back;
 * only a fault shows its code. `onAgain` reads anew, it never sends.
 */
export function ProblemState(props: {
  readonly problem: ApiProblem
  readonly saved?: string
  readonly onAgain?: () => void
}): ReactNode {
  const { problem, saved, onAgain } = props
  const { advice, requestId } = problem
  const wayOut = useWayOut(advice, onAgain)
  useAgainByItself(advice === 'again' ? onAgain : undefined)
  const isFault = advice === 'again' || advice === 'reload'
  return (
    <Alert tone={isFault ? 'danger' : 'warning'} urgent title={problem.message} actions={wayOut}>
      {saved === undefined ? null : <p>{saved}</p>}
      <Todo advice={advice} />
      {isFault && requestId !== undefined ? (
        <p className="small muted">
          {m.web_error_code()} <span className="mono">{requestId}</span>
        </p>
      ) : null}
    </Alert>
  )
}

function Todo({ advice }: { readonly advice: Advice }): ReactNode {
  switch (advice) {
    case 'again':
      return <p>{m.web_error_passing()}</p>
    case 'reload':
      return <p>{m.web_error_todo()}</p>
    case 'ask':
      return <p>{m.web_error_ask()}</p>
    case 'leave':
    case 'mend':
      return null
  }
}

function useWayOut(advice: Advice, onAgain: (() => void) | undefined): ReactNode {
  const path = usePath()
  if (advice === 'again' && onAgain !== undefined)
    return <Button onPress={onAgain}>{m.web_try_again()}</Button>
  const leaves = advice === 'ask' || advice === 'leave'
  return leaves && path !== HOME ? <PageLink to={HOME}>{m.web_error_back()}</PageLink> : undefined
}

/** All that is wrong in a form, with links to the fields. Put it above the form and give it the focus. */
export function ErrorSummary({
  errors,
}: {
  readonly errors: readonly { readonly text: string; readonly fieldId: string }[]
}): ReactNode {
  if (errors.length === 0) return null
  return (
    <Alert tone="danger" urgent title={m.web_error_summary({ count: errors.length })}>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a href={`#${error.fieldId}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
