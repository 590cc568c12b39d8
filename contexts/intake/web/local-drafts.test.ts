import { describe, expect, test } from 'vitest'
import type { DraftStore } from '#platform/web/drafts.ts'
import type { DraftView } from '../contract.ts'
import { draftsAtHand, draftTitle } from './drafts-at-hand.ts'
import { emptyForm, type Form } from './form.ts'
import { type LocalDraft, openLocal, readLocal, removeLocal } from './local-drafts.ts'

const AT = '2026-11-18T01:40:00Z'
const TERRITORY = '00000000-0000-7000-8000-000000000001'

const here = (id: string, unsent: boolean): LocalDraft => ({
  ...{ at: AT, unsent, territoryId: TERRITORY, stroke: 1, tried: [] },
  begin: { id, version: 3, startedAt: AT, form: { ...emptyForm(), happening: 'una donna' } },
})
const there = (id: string): DraftView => ({
  ...{ id, territoryId: TERRITORY, version: 3, startedAt: AT, savedAt: AT },
  content: { happening: 'una donna' },
})
const offered = (...given: Parameters<typeof draftsAtHand>) =>
  draftsAtHand(...given).map((draft) => [draft.id, draft.where])

describe('the drafts at hand', () => {
  test('a draft that the server had whole and has no more is not offered', () => {
    expect(offered([], [here('a', false)], true)).toEqual([])
  })

  test('words that the server never had are offered, and those it has stand once', () => {
    expect(offered([there('a')], [here('a', false), here('b', true)], true)).toEqual([
      ['a', 'server'],
      ['b', 'here'],
    ])
  })

  test('last words that only this machine holds are not said to be on the server', () => {
    const local = here('a', true)
    expect(offered([there('a')], [local], true)).toEqual([['a', 'server']])
    const form = { ...local.begin.form, happening: 'una donna con un bambino' }
    const more = { ...local, begin: { ...local.begin, form } }
    expect(offered([there('a')], [more], true)).toEqual([['a', 'both']])
    expect(offered([there('a')], [{ ...more, unsent: false }], true)).toEqual([['a', 'server']])
  })

  test('while the server cannot be read all that this machine holds is offered', () => {
    expect(offered([], [here('a', false), here('b', true)], false)).toEqual([
      ['a', 'here'],
      ['b', 'here'],
    ])
  })
})

describe('a draft in a row of its own', () => {
  const titled = (said: Partial<Form>) => draftTitle({ ...emptyForm(), ...said })

  test('without place and people is known by the first words typed', () => {
    expect(titled({ happening: ' Una donna\n aspetta.' })).toBe('Una donna aspetta.')
    expect(titled({ reporterName: 'Rossi' })).toBe('Rossi')
    expect(titled({ happening: 'Una donna '.repeat(9) })).toBe(`${'Una donna '.repeat(6).trim()}…`)
  })

  test('says what is known, and that nothing is where nothing was typed', () => {
    expect(titled({ placeText: 'Via Inventata 3', happening: 'Trema.' })).toBe(
      'Via Inventata 3 · Trema.',
    )
    expect(titled({ freeToSpeak: 'no' })).toBe('Luogo non noto · persone non note')
  })
})

describe('a browser that keeps nothing', () => {
  const broken: DraftStore = {
    put: () => Promise.reject(new Error('closed')),
    list: () => Promise.reject(new Error('closed')),
    remove: () => Promise.reject(new Error('closed')),
    wipe: () => Promise.reject(new Error('closed')),
  }
  test('that cannot open its store stops nobody', async () => {
    const opened = await openLocal(TERRITORY, 'key', () => Promise.reject(new Error('denied')))
    expect(opened).toBeNull()
    expect(await readLocal(opened)).toEqual([])
  })

  test('that cannot read or wipe its store stops nobody', async () => {
    expect(await readLocal(broken)).toEqual([])
    await expect(removeLocal(broken, ['a'])).resolves.toBeUndefined()
  })
})
