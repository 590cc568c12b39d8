import { expect, test } from 'vitest'
import { readMessage } from './messages.ts'
import { createSseParser } from './sse-parser.ts'

const STREAM =
  'event: hello\ndata: {"position":7,"now":"2026-11-22T01:00:00Z"}\n\n' +
  ': 2026-11-22T01:00:10Z\n\n' +
  'id: 9\nevent: board\ndata: {"position":9,"upserts":[{"id":"a"}],"gone":["b",3]}\n\n'

test('a stream cut anywhere reads the same', () => {
  const whole = createSseParser()(STREAM)
  for (let cut = 0; cut <= STREAM.length; cut += 1) {
    const parse = createSseParser()
    expect([...parse(STREAM.slice(0, cut)), ...parse(STREAM.slice(cut))]).toEqual(whole)
  }
  expect(whole.map(readMessage)).toEqual([
    { kind: 'hello', position: 7, now: '2026-11-22T01:00:00Z' },
    { kind: 'beat', now: '2026-11-22T01:00:10Z' },
    { kind: 'rows', topic: 'board', position: 9, upserts: [{ id: 'a' }], gone: ['b'] },
  ])
})

test('carriage returns and lines of data join as the standard says', () => {
  const [item] = createSseParser()('event: x\r\ndata: a\r\ndata: b\r\n\r\n')
  expect(item).toMatchObject({ event: 'x', data: 'a\nb' })
})

test('what this version does not know is left aside', () => {
  const read = createSseParser()('event: tomorrow\ndata: {}\n\nevent: board\ndata: no json\n\n')
  expect(read.map(readMessage)).toEqual([undefined, undefined])
})
