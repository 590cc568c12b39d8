import type { Command } from './registry.ts'

/** Words that mean the same to who works here; each line is one meaning. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['posto', 'posti', 'letto', 'letti', 'dormire', 'stanza', 'accoglienza', 'struttura', 'ospitare'],
  ['segnalazione', 'chiamata', 'telefonata', 'nuova', 'scheda'],
  ['rispondo', 'rispondi', 'prendo', 'prendi', 'assegnami', 'mia'],
  ['assegna', 'manda', 'invia', 'unità', 'equipaggio', 'um'],
  ['priorità', 'classe', 'urgenza', 'emergenza', 'triage'],
  ['nota', 'appunto', 'scrivi', 'annota'],
  ['chiama', 'telefona', 'richiama', 'numero'],
  ['parete', 'schermo', 'monitor', 'televisore'],
  ['sala', 'coda', 'bacheca', 'tavolo'],
  ['casi', 'interventi', 'fascicoli', 'caso'],
  ['reperibilità', 'turno', 'turni', 'reperibile'],
  ['blocca', 'lucchetto', 'pausa', 'allontanarsi'],
  ['tema', 'notte', 'scuro', 'chiaro', 'luce'],
  ['esci', 'uscire', 'disconnetti', 'fine'],
  ['aiuto', 'tasti', 'guida', 'come'],
  ['cerca', 'trova', 'ricerca'],
]

/** Lower case, without accents, one space between words. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const MEANINGS = SYNONYMS.map((line) => line.map(plainText))

/** How well one typed word fits one word of a title: 0 when it does not, 1 when they are the same. */
export function wordScore(typed: string, word: string): number {
  if (word === typed) return 1
  if (word.startsWith(typed)) return 0.9
  if (typed.length >= 3 && word.includes(typed)) return 0.6
  if (typed.length >= 4 && oneSlip(typed, word.slice(0, typed.length + 1))) return 0.5
  return typed.length >= 3 && word.startsWith(typed.slice(0, 1)) && hasInOrder(typed, word)
    ? 0.3
    : 0
}

/** True when the letters of `typed` occur in `word` in this order. */
function hasInOrder(typed: string, word: string): boolean {
  let at = 0
  for (const letter of word) if (letter === typed[at]) at += 1
  return at === typed.length
}

/** True when one letter missing, added, changed or two swapped turns `typed` into a beginning of `word`. */
function oneSlip(typed: string, word: string): boolean {
  let same = 0
  while (same < typed.length && typed[same] === word[same]) same += 1
  const tails = [
    [typed.slice(same + 1), word.slice(same + 1)],
    [typed.slice(same + 1), word.slice(same)],
    [typed.slice(same), word.slice(same + 1)],
    [typed.slice(same + 2), word.slice(same + 2)],
  ]
  const swapped = typed[same] === word[same + 1] && typed[same + 1] === word[same]
  return tails.some(
    ([left, right], kind) => (kind < 3 || swapped) && right?.startsWith(left ?? '') === true,
  )
}

function bestFor(typed: string, words: readonly string[]): number {
  const direct = Math.max(0, ...words.map((word) => wordScore(typed, word)))
  if (direct >= 0.9) return direct
  const meant = MEANINGS.filter((line) =>
    line.some((word) => typed.length >= 3 && word.startsWith(typed)),
  )
  const linked = meant.some((line) => words.some((word) => line.includes(word))) ? 0.7 : 0
  return Math.max(direct, linked)
}

/** A command found for what was typed, with the words that remain for its argument. */
export interface Found {
  readonly command: Command
  readonly argument: string
  readonly score: number
}

/**
 * How well what was typed fits the command, 0 when it does not. Every typed word must find its place;
 * for a command that takes an argument the words after those of its name are the argument.
 */
export function matchCommand(typed: string, command: Command): Found | undefined {
  const asked = plainText(typed).split(' ').filter(Boolean)
  if (asked.length === 0) return { command, argument: '', score: 0.1 }
  if (command.alone?.test(typed.trim())) return { command, argument: typed.trim(), score: 2 }
  const words = plainText([command.title, ...(command.words ?? [])].join(' ')).split(' ')
  const scores = asked.map((word) => bestFor(word, words))
  const misses = scores.findIndex((score) => score === 0)
  const used = misses === -1 ? asked.length : misses
  if (used === 0 || (used < asked.length && command.argument === undefined)) return undefined
  const total = scores.slice(0, used).reduce((sum, score) => sum + score, 0)
  const titleFirst = plainText(command.title).startsWith(asked[0] ?? '') ? 0.2 : 0
  return { command, argument: wordsAfter(typed, used), score: total / asked.length + titleFirst }
}

function wordsAfter(typed: string, used: number): string {
  return typed.trim().split(/\s+/).slice(used).join(' ')
}

/** The commands that fit, best first; with nothing typed the recent ones first, then all in their order. */
export function searchCommands(
  typed: string,
  commands: readonly Command[],
  recent: readonly string[],
): readonly Found[] {
  const found = commands.flatMap((command) => {
    const match = command.hidden === true ? undefined : matchCommand(typed, command)
    return match === undefined ? [] : [match]
  })
  const rank = (id: string): number =>
    recent.includes(id) ? recent.length - recent.indexOf(id) : 0
  return found.toSorted((a, b) => b.score - a.score || rank(b.command.id) - rank(a.command.id))
}
