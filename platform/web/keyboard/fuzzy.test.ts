import { describe, expect, test } from 'vitest'
import { shellCommands } from '../shell/shell-commands.ts'
import type { RouteSlot } from '../slots.ts'
import { matchCommand, plainText, searchCommands } from './fuzzy.ts'
import type { Command } from './registry.ts'

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  group: 'Prova',
  run: () => undefined,
  ...more,
})

const page = (id: string, label: string, words: readonly string[]): RouteSlot => ({
  ...{ slot: 'route', id, path: `/${id}`, title: label },
  load: () => Promise.reject(new Error('not opened here')),
  nav: { label, order: 1, icon: 'list', words },
})

const commands = [
  command('beds', 'Cerca posto', { argument: 'per chi' }),
  command('assign', 'Assegna unità', { argument: 'sigla' }),
  command('open', 'Apri l’intervento', { argument: 'numero', alone: /^\d{2}-\d{4}$/u }),
  command('class', 'Cambia priorità', { argument: 'numero' }),
  command('answer', 'Rispondo io'),
  command('note', 'Scrivi nota'),
  command('cases', 'Vai a: Casi'),
  command('next', 'Riga successiva', { hidden: true }),
]
const first = (typed: string): string | undefined =>
  searchCommands(typed, commands, [])[0]?.command.id

describe('what is typed finds the command', () => {
  test.each([
    ['cerca', 'beds'],
    ['letto', 'beds'],
    ['dormire', 'beds'],
    ['posto donna 2 figli', 'beds'],
    ['assegna um2', 'assign'],
    ['unita', 'assign'],
    ['priorità 1', 'class'],
    ['classe', 'class'],
    ['casi', 'cases'],
    ['rispodno', 'answer'],
    ['nota', 'note'],
    ['26-0012', 'open'],
    ['apri 26-0012', 'open'],
  ])('%s -> %s', (typed, id) => {
    expect(first(typed)).toBe(id)
  })

  test.each([
    ['letto', 'tonight'],
    ['dormire', 'tonight'],
    ['posti', 'tonight'],
    ['parete', 'wall'],
    ['priorità 1', 'grave'],
    ['classe 2', 'urgent'],
  ])('of the pages and the file in focus: %s -> %s', (typed, id) => {
    const offered = [
      command('tab', 'Apri la scheda Posto', { words: ['scheda', 'Posto'] }),
      command('lock', 'Blocca la postazione', { words: ['pausa', 'lucchetto'] }),
      ...shellCommands(
        [
          page('tonight', 'Posti stanotte', ['letto', 'dormire']),
          page('wall', 'Schermo di sala', ['parete']),
        ],
        () => undefined,
        () => undefined,
      ),
      command('grave', 'Classe: Emergenza', { words: ['classe', 'priorità', '1'] }),
      command('urgent', 'Classe: Urgenza', { words: ['classe', 'priorità', '2'] }),
    ]
    expect(searchCommands(typed, offered, [])[0]?.command.id.replace('go.', '')).toBe(id)
  })

  test('words that no command knows find nothing', () => {
    expect(searchCommands('xyzxyz', commands, [])).toEqual([])
  })

  test('a command without argument does not swallow words it does not know', () => {
    expect(matchCommand('rispondo um2', command('answer', 'Rispondo io'))).toBeUndefined()
  })

  test('the argument keeps its own spelling', () => {
    expect(
      matchCommand('Assegna UM-2', command('assign', 'Assegna unità', { argument: 'sigla' }))
        ?.argument,
    ).toBe('UM-2')
  })

  test('with nothing typed the recent commands come first and hidden ones never', () => {
    const ids = searchCommands('', commands, ['note', 'cases']).map((found) => found.command.id)
    expect(ids.slice(0, 2)).toEqual(['note', 'cases'])
    expect(ids).not.toContain('next')
  })
})

test('accents, case and signs do not count', () => {
  expect(plainText('  Reperibilità: NÌENTE-di… ')).toBe('reperibilita niente di')
})
