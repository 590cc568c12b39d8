import type { BoardRowView } from '#platform/web/board/board-row.tsx'
import { machineNow } from '#platform/web/clock.ts'
import type { VisualRank } from '#platform/web/ui/priority-chip.tsx'

/** An instant `minutes` from now, ISO. */
export function fromNow(minutes: number): string {
  return Temporal.Instant.fromEpochMilliseconds(
    Math.round(machineNow() + minutes * 60_000),
  ).toString()
}

const EMERGENCY = { number: 1, word: 'Emergenza', rank: 'rosso' as VisualRank }
const URGENCY = { number: 2, word: 'Urgenza', rank: 'arancione' as VisualRank }
const ORDINARY = { number: 3, word: 'Ordinaria', rank: 'azzurro' as VisualRank }
const NOT_OURS = { word: 'Non pertinente', rank: 'bianco' as VisualRank }

/** Invented files of one night, with the lengths that real ones have. */
export function queueRows(): readonly BoardRowView[] {
  return [
    {
      id: 'q1',
      priority: EMERGENCY,
      clock: { towards: fromNow(-1.4) },
      place: 'Stazione FS, binario 1',
      need: 'Minore solo, circa 14 anni',
      source: 'Polfer',
      owner: undefined,
      unanswered: true,
      nextStep: { text: 'Rispondere' },
    },
    {
      id: 'q2',
      priority: URGENCY,
      clock: { towards: fromNow(18.7) },
      place: 'Via della Repubblica Cispadana 214/bis, scala C, interno 12',
      need: 'Donna con 2 figli, fuori casa dalle 22',
      source: 'Carabinieri, Stazione di Santa Margherita',
      owner: undefined,
      unanswered: true,
      nextStep: { text: 'Rispondere' },
    },
    {
      id: 'q3',
      priority: URGENCY,
      clock: { towards: fromNow(4.2) },
      place: 'Intervento protetto',
      need: 'Dettagli solo dopo l’apertura',
      source: undefined,
      owner: 'M. Rossi',
      mine: true,
      nextStep: { text: 'Richiamare', due: fromNow(3.5) },
    },
    {
      id: 'q4',
      priority: ORDINARY,
      clock: { since: fromNow(-64) },
      place: 'Piazza San Giovanni Evangelista',
      need: 'Anziano senza dimora, freddo',
      source: 'cittadina',
      owner: 'Đ. Nguyễn-Bianchi',
      nextStep: { text: 'Unità in arrivo', due: fromNow(11) },
    },
    {
      id: 'q5',
      priority: NOT_OURS,
      clock: { since: fromNow(-7) },
      place: 'Luogo non noto',
      need: 'Chiede orari dell’ufficio anagrafe',
      source: 'telefono',
      owner: 'L. Bianchi',
      nextStep: { text: 'Da confermare' },
    },
  ]
}

/** Files already being worked. */
export function openRows(): readonly BoardRowView[] {
  return [
    {
      id: 'o1',
      number: '26-0409',
      priority: URGENCY,
      clock: { since: fromNow(-34) },
      place: 'Lungomare Cristoforo Colombo',
      need: 'Famiglia di 5, sfratto',
      owner: 'L. Bianchi',
      nextStep: { text: 'Conferma struttura', due: fromNow(-2.1) },
    },
    {
      id: 'o2',
      number: '26-0405',
      priority: ORDINARY,
      clock: { since: fromNow(-190) },
      place: 'Pronto soccorso, Ospedale civile',
      need: 'Dimissione senza alloggio',
      owner: 'M. Rossi',
      mine: true,
      nextStep: { text: 'Sollecito al Comune', due: fromNow(312) },
    },
    {
      id: 'o3',
      number: '26-0398',
      priority: { number: 3, word: 'Ordinaria', rank: 'verde' },
      clock: { since: fromNow(-2960) },
      place: 'Via Garibaldi 3',
      need: 'Solitudine, 81 anni',
      owner: 'A. Verdi',
      state: 'inviato al servizio',
    },
  ]
}

/** Sixty open files, as on the worst night of a cold spell. */
export function manyRows(): readonly BoardRowView[] {
  const base = [...queueRows(), ...openRows()]
  return Array.from({ length: 60 }, (_, index) => {
    const row = base[index % base.length] ?? queueRows()[0]
    if (row === undefined) throw new Error('No rows')
    return { ...row, id: `many-${index}`, number: `26-0${300 + index}` }
  })
}
