/** One press: `I`, `Ctrl+K`, `Spazio`, `Invio`, `?`. */
export type Stroke = string

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Spazio',
  Enter: 'Invio',
  Escape: 'Esc',
  ArrowDown: 'Giù',
  ArrowUp: 'Su',
}

/** The press of a keyboard event, as bindings write it. Shift is named only with letters and Ctrl or Alt. */
export function strokeOf(press: Press): Stroke {
  const name = NAMES[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key)
  const held = press.ctrlKey || press.metaKey
  const parts = [
    ...(held ? ['Ctrl'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...((held || press.altKey) && press.shiftKey ? ['Maiusc'] : []),
    name,
  ]
  return parts.join('+')
}

/** Whether a binding works without Ctrl or Alt, and so must be dead while someone writes. */
export function isPlain(keys: string): boolean {
  return keys.split(' ').every((stroke) => !stroke.includes('+') || stroke === '+')
}

/** What a press led to: a binding, the first part of a sequence, or nothing. */
export type Match =
  | { readonly kind: 'found'; readonly keys: string }
  | { readonly kind: 'waiting'; readonly pressed: string; readonly until: number }
  | { readonly kind: 'none' }

const SEQUENCE_MS = 1_200

/**
 * Goes one press further. `waiting` is what the last press answered; a sequence lapses after 1.2 s.
 * A binding that is whole wins over a longer one that begins alike.
 */
export function advance(
  waiting: Match | undefined,
  stroke: Stroke,
  bindings: ReadonlySet<string>,
  nowMs: number,
): Match {
  const before = waiting?.kind === 'waiting' && nowMs <= waiting.until ? `${waiting.pressed} ` : ''
  const pressed = before + stroke
  if (bindings.has(pressed)) return { kind: 'found', keys: pressed }
  for (const keys of bindings) {
    if (keys.startsWith(`${pressed} `))
      return { kind: 'waiting', pressed, until: nowMs + SEQUENCE_MS }
  }
  return before === '' ? { kind: 'none' } : advance(undefined, stroke, bindings, nowMs)
}

/** How soon after another a letter still belongs to the same word. */
const SAME_WORD_MS = 400

/** The word whose first letter led to another page, by the instant of its last letter; the next letter in time goes on with it. */
export function isSameWord(lastMs: number | undefined, stroke: Stroke, nowMs: number): boolean {
  return lastMs !== undefined && isPlain(stroke) && nowMs - lastMs <= SAME_WORD_MS
}

interface Target {
  readonly tagName?: string
  readonly type?: string
  readonly isContentEditable?: boolean
  getAttribute?(name: string): string | null
}

const SILENT_INPUTS = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'color',
  'file',
])

/** Whether letters typed here are text. */
export function takesText(target: Target | null): boolean {
  if (target?.tagName === undefined) return false
  if (target.isContentEditable === true) return true
  if (target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  if (target.tagName === 'INPUT') return !SILENT_INPUTS.has(target.type ?? 'text')
  return target.getAttribute?.('role') === 'textbox' || target.getAttribute?.('role') === 'combobox'
}

/** Whether Space or Enter (`Spazio`, `Invio`) already mean something on this element, so that no command may take them. */
export function pressesItself(target: Target | null, keys: string): boolean {
  const tag = target?.tagName
  if (tag === 'A') return keys === 'Invio'
  if (tag === 'BUTTON' || tag === 'SUMMARY' || tag === 'INPUT') return true
  const role = target?.getAttribute?.('role') ?? ''
  return ['button', 'option', 'tab', 'checkbox', 'radio', 'menuitem', 'switch'].includes(role)
}
