import { expect, test } from 'vitest'
import { type Ending, type EndingBox, type EndingLetter, endOnce } from './ending-letter.ts'

const SILENT: Ending = { kind: 'silent' }

/** A call, and a way whose steps answer one press each. */
function call(...steps: readonly (() => string)[]) {
  const box: EndingBox = { held: undefined }
  const sent: EndingLetter[] = []
  const done: string[] = []
  const end = (ending: Ending) =>
    endOnce(box, ending, {
      write: (asked) => {
        done.push('saved')
        return Promise.resolve(asked)
      },
      post: (letter) => {
        const step = steps[sent.push(letter) - 1]
        return Promise.resolve().then(() => (step === undefined ? 'none' : step()))
      },
      withdraw: (id) => {
        done.push(`withdrawn ${id}`)
        return Promise.resolve()
      },
      mayPass: (error) => String(error).includes('offline'),
    })
  return { sent, done, end }
}

const lost = (): string => {
  throw new Error('offline')
}

test('a second press after a lost reply is the same ending, and saves no draft that may be set aside', async () => {
  const { sent, done, end } = call(lost, () => 'one')
  await expect(end(SILENT)).rejects.toThrow('offline')
  expect(await end(SILENT)).toBe('one')
  expect(sent[1]).toBe(sent[0])
  expect(done).toEqual(['saved'])
})

test('another ending after a lost reply takes the first back: one call is logged once', async () => {
  const { sent, done, end } = call(
    lost,
    () => 'one',
    () => 'two',
  )
  await expect(end(SILENT)).rejects.toThrow('offline')
  expect(await end({ kind: 'nuisance' })).toBe('two')
  expect(sent.map((letter) => letter.ending.kind)).toEqual(['silent', 'silent', 'nuisance'])
  expect(done).toEqual(['saved', 'withdrawn one', 'saved'])
})

test('after a refusal the next press is written anew, under another key', async () => {
  const refused = (): string => {
    throw new Error('too-long')
  }
  const { sent, done, end } = call(refused, () => 'one')
  await expect(end(SILENT)).rejects.toThrow('too-long')
  await end(SILENT)
  expect(sent[1]?.key).not.toBe(sent[0]?.key)
  expect(done).toEqual(['saved', 'saved'])
})
