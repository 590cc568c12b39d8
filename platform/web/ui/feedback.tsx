import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '../problem.ts'
import { Button } from './button.tsx'
import { names } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'info' | 'good' | 'warning' | 'danger'

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

/** What happened, what is saved, what to do. */
export function ErrorState(props: {
  readonly happened: string
  readonly saved?: string
  readonly todo?: string
  readonly onAgain?: () => void
  readonly code?: string | undefined
}): ReactNode {
  return (
    <Alert
      tone="danger"
      urgent
      title={props.happened}
      actions={
        props.onAgain === undefined ? undefined : (
          <Button onPress={props.onAgain}>{m.web_try_again()}</Button>
        )
      }
    >
      {props.saved === undefined ? null : <p>{props.saved}</p>}
      <p>{props.todo ?? m.web_error_todo()}</p>
      {props.code === undefined ? null : (
        <p className="small muted">
          {m.web_error_code()} <span className="mono">{props.code}</span>
        </p>
      )}
    </Alert>
  )
}

/** A refusal of the server, shown in its own words. `saved` says what the person has not lost. */
export function ProblemState(props: {
  readonly problem: ApiProblem
  readonly saved?: string
  readonly onAgain?: () => void
}): ReactNode {
  const { problem, saved, onAgain } = props
  return (
    <ErrorState
      happened={problem.message}
      todo={problem.passing ? m.web_error_passing() : m.web_error_todo()}
      code={problem.requestId}
      {...(saved === undefined ? {} : { saved })}
      {...(onAgain === undefined ? {} : { onAgain })}
    />
  )
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
