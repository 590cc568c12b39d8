import { type ReactNode, useEffect, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { announce } from '../announce.ts'
import { epochMs, serverNowMs } from '../clock.ts'
import { momentText } from '../format.ts'
import { useServerSeconds } from '../ticker.ts'
import { names } from './class-names.ts'
import { since, type TimerView, thresholdPassed, towards } from './timer-view.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** A long time in words: nobody hears what 4101 minutes are. */
function longTime(minutes: number): string {
  const hours = Math.floor((minutes % DAY) / HOUR)
  return minutes >= DAY
    ? m.web_timer_days({ days: Math.floor(minutes / DAY), hours })
    : m.web_timer_hours({ hours, minutes: minutes % HOUR })
}

/** Nobody says *0 minuti*. */
function underOneMinute(view: TimerView, towardsTarget: boolean): string {
  if (!towardsTarget) return m.web_timer_since_under()
  return view.late ? m.web_timer_late_under() : m.web_timer_left_under()
}

function spoken(view: TimerView, towardsTarget: boolean): string {
  if (view.minutes === 0) return underOneMinute(view, towardsTarget)
  if (view.minutes >= HOUR) {
    const length = longTime(view.minutes)
    if (!towardsTarget) return m.web_timer_since_long({ length })
    return view.late ? m.web_timer_late_long({ length }) : m.web_timer_left_long({ length })
  }
  if (!towardsTarget) return m.web_timer_since({ minutes: view.minutes })
  return view.late
    ? m.web_timer_late({ minutes: view.minutes })
    : m.web_timer_left({ minutes: view.minutes })
}

/**
 * Time to a target, then beyond it in red with a minus sign; by the server's clock. Not announced at each
 * second: `announceAs` names the thing when five minutes, one minute and nothing are left. `isWorded`: in a sentence, where
 * `16:36` would read as an hour, it is `tra 16 min`.
 */
export function Timer({
  target,
  announceAs,
  isWorded = false,
}: {
  readonly target: string
  readonly announceAs?: string
  readonly isWorded?: boolean
}): ReactNode {
  const now = useServerSeconds() * 1000
  const targetMs = epochMs(target) ?? now
  const left = Math.ceil((targetMs - now) / 1000)
  const before = useRef(left)
  useEffect(() => {
    const passed = thresholdPassed(before.current, left)
    before.current = left
    if (passed === undefined || announceAs === undefined) return
    announce(`${announceAs}: ${spoken(towards(targetMs, serverNowMs()), true)}`)
  }, [left, announceAs, targetMs])
  return <Clock view={towards(targetMs, now)} at={target} towardsTarget isWorded={isWorded} />
}

/** Time since a moment: `00:34`; `isWorded`: `da 34 min`, in a sentence and where times still left stand beside it. */
export function Elapsed(props: { readonly start: string; readonly isWorded?: boolean }): ReactNode {
  const { start } = props
  const now = useServerSeconds() * 1000
  const view = since(epochMs(start) ?? now, now)
  return <Clock view={view} at={start} towardsTarget={false} isWorded={props.isWorded === true} />
}

/** A length of time to the eye, in a sentence. */
function worded({ length, late }: TimerView, towardsTarget: boolean): string {
  if (!towardsTarget) return m.web_timer_since_long({ length })
  return late ? m.web_timer_over({ length }) : m.web_timer_in({ length })
}

function Clock({
  view,
  at,
  towardsTarget,
  isWorded,
}: {
  readonly view: TimerView
  readonly at: string
  readonly towardsTarget: boolean
  readonly isWorded: boolean
}): ReactNode {
  return (
    <time
      className={names('timer', isWorded && 'timer-worded', view.late && 'timer-late')}
      dateTime={at}
      title={momentText(at)}
    >
      <span aria-hidden="true">{isWorded ? worded(view, towardsTarget) : view.text}</span>
      <span className="visually-hidden">{spoken(view, towardsTarget)}</span>
    </time>
  )
}
