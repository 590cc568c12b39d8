/** What a timer shows and says at one moment. */
export interface TimerView {
  readonly text: string
  /** The same as a length that nobody takes for an hour: for sentences. */
  readonly length: string
  readonly late: boolean
  readonly minutes: number
}

const MINUS = '−'
const DAY = 86_400

/** `mm:ss` under an hour, `h:mm:ss` under a day, then `3 g 04 h`. Seconds are whole and not negative. */
export function clockText(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} g ${two((seconds % DAY) / 3600)} h`
  const minutesAndSeconds = `${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${minutesAndSeconds}` : minutesAndSeconds
}

/** `40 s`, `16 min`, `1 h 05 min`, `3 g 04 h`: in a sentence `16:36` would read as an hour of the day. */
export function lengthText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds >= DAY) return clockText(seconds)
  const minutes = String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')
  return `${Math.floor(seconds / 3600)} h ${minutes} min`
}

/** Counts down to the target, then up with a minus sign. Milliseconds since the epoch. */
export function towards(targetMs: number, nowMs: number): TimerView {
  const left = Math.ceil((targetMs - nowMs) / 1000)
  const late = left < 0
  const seconds = Math.abs(left)
  const text = (late ? MINUS : '') + clockText(seconds)
  return { text, length: lengthText(seconds), late, minutes: Math.floor(seconds / 60) }
}

/** Counts up from a moment. */
export function since(startMs: number, nowMs: number): TimerView {
  const seconds = Math.max(0, Math.floor((nowMs - startMs) / 1000))
  const [text, length] = [clockText(seconds), lengthText(seconds)]
  return { text, length, late: false, minutes: Math.floor(seconds / 60) }
}

/** The moments at which a screen reader is told: five minutes before, one minute before, at the target. In seconds left. */
const THRESHOLDS = [300, 60, 0]

/** The threshold passed between two readings of the seconds left; undefined when none was. */
export function thresholdPassed(before: number, now: number): number | undefined {
  return THRESHOLDS.findLast((seconds) => before > seconds && now <= seconds)
}
