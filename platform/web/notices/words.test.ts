import { expect, test } from 'vitest'
import { noticeIn } from './words.ts'

const told = {
  title: 'Pronto intervento sociale',
  text: 'Una chiamata urgente',
  link: '/r/abc',
  tag: 'una',
  arrived: 'ricevuta',
  shown: 'vista',
}

const noticeOf = (words: object): string => JSON.stringify(words)

test('a device reads what it is told', () => {
  expect(noticeIn(noticeOf(told))).toEqual(told)
  expect(noticeIn(noticeOf({ ...told, shown: null }))).toEqual({ ...told, shown: undefined })
})

test.each([
  ['nothing', undefined],
  ['no JSON', 'ciao'],
  ['a number', '3'],
  ['null', 'null'],
  ['no words', noticeOf({ ...told, text: '' })],
  ['a link to another host', noticeOf({ ...told, link: 'https://altrove.example/r/abc' })],
  ['a link to another host without its scheme', noticeOf({ ...told, link: '//altrove.example' })],
  ['the same as some browsers read it', noticeOf({ ...told, link: '/\\altrove.example' })],
])('it shows nothing for %s', (_, payload) => {
  expect(noticeIn(payload)).toBeUndefined()
})
