import { phoneE164, readablePhone } from '#platform/kernel/text.ts'

const ZONE = 'Europe/Rome'

const time = new Intl.DateTimeFormat('it-IT', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
const seconds = new Intl.DateTimeFormat('it-IT', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
const day = new Intl.DateTimeFormat('it-IT', {
  timeZone: ZONE,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
})
const dayAndYear = new Intl.DateTimeFormat('it-IT', {
  timeZone: ZONE,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const monthOnly = new Intl.DateTimeFormat('it-IT', {
  timeZone: ZONE,
  month: 'long',
  year: 'numeric',
})
const hourOnly = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  hour12: false,
})

function ms(at: string | number): number {
  return typeof at === 'number' ? at : Temporal.Instant.from(at).epochMilliseconds
}

/** `02:14` in Rome, of an ISO instant or of epoch milliseconds. */
export function timeText(at: string | number): string {
  return time.format(ms(at))
}

/** `02:14:31` in Rome. */
export function secondsText(at: string | number): string {
  return seconds.format(ms(at))
}

/** `sab 21 nov, 02:14` in Rome. */
export function momentText(at: string | number): string {
  return `${day.format(ms(at)).replaceAll(',', '')}, ${timeText(at)}`
}

/** `21 nov 2026` in Rome. */
export function dateText(at: string | number): string {
  return dayAndYear.format(ms(at))
}

/** `novembre 2026` in Rome. */
export function monthText(at: string | number): string {
  return monthOnly.format(ms(at))
}

/** Hour of the day in Rome, 0 to 23. */
export function hourInRome(at: string | number): number {
  return Number(hourOnly.format(ms(at))) % 24
}

/** `34 min`, `1 h 05 min`, `3 giorni`: a length of time of the given minutes, rounded down. */
export function durationText(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes))
  if (whole < 60) return `${whole} min`
  if (whole < 48 * 60)
    return `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')} min`
  return `${Math.floor(whole / 1440)} giorni`
}

/** A telephone number in groups for reading aloud: `+39 300 000 1234`. What is no Italian number comes back as it is. */
export function phoneText(e164: string): string {
  return phoneE164(e164)?.startsWith('+39') ? `+39 ${readablePhone(e164)}` : e164
}
