import { m } from '#platform/i18n/texts.ts'
import type { EscalationWhen } from './escalation.ts'

/** A short name of the configuration as it is read aloud: `uffici-collina` is `Uffici collina`. */
export function keyWord(key: string): string {
  const text = key.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `Notte`, `Domeniche e festività nazionali`, `Uffici: chiuso`. */
export function whenWord(when: EscalationWhen): string {
  switch (when.kind) {
    case 'clock':
      return m.territory_web_band_clock({ name: keyWord(when.band) })
    case 'festive':
      return m.territory_web_band_festive()
    case 'open':
      return m.territory_web_band_open({ name: keyWord(when.calendar) })
    case 'closed':
      return m.territory_web_band_closed({ name: keyWord(when.calendar) })
  }
}
