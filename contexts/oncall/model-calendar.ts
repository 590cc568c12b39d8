import type { Instant } from '#platform/kernel/time.ts'
import type { Turn } from './model.ts'

/** Octets of a line, by RFC 5545. */
const LINE_OCTETS = 75

/** How a calendar and its turns are called: never a case, never a name. */
export type CalendarWords = {
  readonly name: string
  readonly summaryOf: (turn: Turn) => string
}

/**
 * The turns as an iCalendar file (RFC 5545). Instants are written in UTC: on the two nights in which the clocks change a
 * turn begins and ends when it does.
 */
export function calendarOf(turns: readonly Turn[], words: CalendarWords, at: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Approdo//Turni//IT',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(words.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...turns.flatMap((turn) => [
      'BEGIN:VEVENT',
      `UID:${turn.id}@approdo`,
      `DTSTAMP:${stamp(at)}`,
      `DTSTART:${stamp(turn.startsAt)}`,
      `DTEND:${stamp(turn.endsAt)}`,
      `SUMMARY:${escaped(words.summaryOf(turn))}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** `20261224T190000Z`. */
function stamp(at: Instant): string {
  return at.round('second').toString().replaceAll(/[-:]/gu, '')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/gu, String.raw`\$&`).replaceAll(/\r?\n/gu, String.raw`\n`)
}

/** A long line goes on behind a space; a character is never cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const letter of line) {
    const room = LINE_OCTETS - (parts.length === 0 ? 0 : 1)
    if (octets(part + letter) > room) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part].join('\r\n ')
}

/** In UTF-8. */
function octets(text: string): number {
  return Array.from(text, (letter) => octetsOf(letter.codePointAt(0) ?? 0)).reduce(
    (a, b) => a + b,
    0,
  )
}

function octetsOf(point: number): number {
  if (point < 0x80) return 1
  if (point < 0x8_00) return 2
  return point < 0x1_00_00 ? 3 : 4
}
