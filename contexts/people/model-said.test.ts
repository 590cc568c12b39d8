import { describe, expect, it } from 'vitest'
import { agesIn, peopleSaid, type Said } from './model-said.ts'

const NOTHING: Said = {
  count: null,
  minors: null,
  names: '',
  ages: '',
  hasWoman: false,
  hasMan: false,
  isPregnant: false,
  areChildren: false,
  language: null,
  health: '',
  animals: '',
}
const of = (over: Partial<Said>) =>
  peopleSaid({ ...NOTHING, ...over }).map(({ tie, sex, age, isMinor, words }) => [
    ...[tie, sex, age, isMinor, words.name],
  ])

describe('the people a report tells', () => {
  it('are none when it says nothing of them', () => {
    expect(of({})).toEqual([])
    expect(of({ ages: 'non si sa' })).toEqual([])
  })

  it('are a mother and her children, each with the age that was said', () => {
    expect(
      of({ count: 3, minors: 2, ages: '34, 9 e 4 anni', hasWoman: true, areChildren: true }),
    ).toEqual([
      ['self', 'female', 34, false, ''],
      ['child', 'unknown', 9, true, ''],
      ['child', 'unknown', 4, true, ''],
    ])
  })

  it('are counted by the ages where nobody counted them; months are less than a year', () => {
    expect(agesIn('28 anni, 8 mesi, 999')).toEqual([28, 0])
    expect(of({ ages: '28 anni, 8 mesi', hasWoman: true, areChildren: true })).toEqual([
      ['self', 'female', 28, false, ''],
      ['child', 'unknown', 0, true, ''],
    ])
  })

  it('of a woman and a man it is not guessed who is first', () => {
    expect(of({ hasWoman: true, hasMan: true })).toEqual([
      ['self', 'unknown', null, false, ''],
      ['other', 'unknown', null, false, ''],
    ])
  })

  it('have the names when there is one for each, or one for the first; else the names stand in the note', () => {
    expect(of({ count: 2, minors: 0, names: 'Ada e Ugo' }).map((one) => one[4])).toEqual([
      'Ada',
      'Ugo',
    ])
    const said = of({ count: 3, minors: 2, names: 'Ada, con Sara e Ugo' })
    expect(said.map((one) => one[4])).toEqual(['Ada', 'Sara', 'Ugo'])
    expect(of({ count: 3, names: 'Ada' }).map((one) => one[4])).toEqual(['Ada', '', ''])
    const [first] = peopleSaid({ ...NOTHING, count: 3, names: 'Ada, Ugo' })
    expect(first?.words).toMatchObject({ name: '', note: 'Ada, Ugo' })
  })

  it('a child alone is the one helped', () => {
    expect(of({ count: 1, minors: 1, ages: '16' })).toEqual([['self', 'unknown', 16, true, '']])
  })
})
