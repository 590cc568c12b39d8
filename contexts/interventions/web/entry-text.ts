import { languageName } from '#contexts/oncall/languages.ts'
import type { ClassView } from '#contexts/triage/contract.ts'
import { toWhom } from '#platform/i18n/italian.ts'
import { hasText, m, textOf } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import type { TimelineEntry } from '../contract.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u

/** The sentence of an entry, in the words of the room that wrote it; what this version does not know is said plainly. */
export function entryText(entry: TimelineEntry, classes: readonly ClassView[]): string {
  const type = isBack(entry) ? 'intervention_came_back' : snakeCase(entry.type)
  const words = wordsIn(entry, classes)
  // `PageStarted` of `paging` is `paging_event_page_started`; older entries of triage and intake are kept with ours.
  const rooms = [entry.room, 'interventions']
  const outlines = rooms.map((room) => textOf(`${room}_outline_${type}`, words))
  const sentences = rooms.map((room) => textOf(`${room}_event_${type}`, words))
  // Without its data the sentence of another room would have holes.
  const isSaid = !entry.isWithheld || hasText(`interventions_event_${type}`)
  const reserved = entry.isWithheld ? [textOf(`interventions_outline_of_${entry.room}`)] : []
  const texts = [...(entry.isWithheld ? outlines : []), ...(isSaid ? sentences : []), ...reserved]
  return texts.find((text) => text !== undefined) ?? m.interventions_event_other()
}

/** Handed on to the same person: it waits for them again. */
function isBack({ type, data }: TimelineEntry): boolean {
  return type === 'InterventionHandedOn' && data['to'] !== undefined && data['from'] === data['to']
}

/** `NoteAdded` as the keys of texts write it: `note_added`. */
export function snakeCase(type: string): string {
  return type
    .replaceAll(/(?<=[a-z\d])([A-Z])/gu, '_$1')
    .replaceAll('-', '_')
    .toLowerCase()
}

/** The values of an entry as people read them: hours in Italy, words of the room for its own words. */
function wordsIn(entry: TimelineEntry, classes: readonly ClassView[]): Record<string, unknown> {
  const words: Record<string, unknown> = { className: '' }
  for (const [field, value] of Object.entries(entry.data))
    words[field] = typeof value === 'string' ? wordOf(entry.room, field, value) : value
  if (typeof words['to'] === 'string') words['toWhom'] = toWhom(words['to'])
  if (typeof words['ownerId'] === 'string') words['toOwner'] = toWhom(words['ownerId'])
  if (typeof words['part'] === 'string') words['person'] = personIn(entry, words)
  const classKey = entry.data['classKey']
  if (typeof classKey === 'string')
    words['className'] = classes.find((one) => one.key === classKey)?.name ?? classKey
  return words
}

/** Which person was written, without a name: `figlia o figlio, minore`. Of those who are helped the tie says enough. */
function personIn({ data }: TimelineEntry, words: Readonly<Record<string, unknown>>): string {
  const { part, tie } = words
  const isPlain = data['part'] === 'helped' && tie !== undefined
  const said = [isPlain ? '' : part, tie ?? '', data['isMinor'] === true ? m.people_minor() : '']
  return said
    .filter((word) => word !== '')
    .join(', ')
    .toLowerCase()
}

/** The fields that hold codes, each with its texts: named one by one, or the timeline would load those of all rooms. */
const CODED: Readonly<Record<string, (room: string, code: string) => string | undefined>> = {
  by: (room, code) => textOf(`${room}_by_${code}`),
  kind: (room, code) => textOf(`${room}_kind_${code}`),
  outcome: (room, code) => textOf(`${room}_outcome_${code}`),
  part: (room, code) => textOf(`${room}_part_${code}`),
  receipt: (room, code) => textOf(`${room}_receipt_${code}`),
  result: (room, code) => textOf(`${room}_result_${code}`),
  role: (room, code) => textOf(`${room}_role_${code}`),
  interpreter: (room, code) => textOf(`${room}_interpreter_${code}`),
  language: (_, code) => languageName(code.replaceAll('_', '-')),
  necessity: (room, code) => textOf(`${room}_necessity_${code}`),
  support: (room, code) => textOf(`${room}_support_${code}`),
  tie: (room, code) => textOf(`${room}_tie_${code}`),
  whom: (room, code) => textOf(`${room}_whom_${code}`),
}

/** True of a field whose codes are said in words. */
export function isCoded(field: string): boolean {
  return Object.hasOwn(CODED, field)
}

function wordOf(room: string, field: string, value: string): string {
  if (INSTANT.test(value)) return momentText(value)
  return CODED[field]?.(room, snakeCase(value)) ?? value
}
