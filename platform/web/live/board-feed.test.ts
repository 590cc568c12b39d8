import { expect, test } from 'vitest'
import * as z from 'zod'
import { applyBoard, type Board } from './board-feed.ts'

const row = z.object({ id: z.string(), text: z.string() })
const board: Board<z.output<typeof row>> = {
  position: 5,
  rows: [
    { id: 'a', text: 'one' },
    { id: 'b', text: 'two' },
  ],
}
const message = (position: number, upserts: readonly unknown[], gone: readonly string[] = []) =>
  ({ kind: 'rows', topic: 'board', position, upserts, gone }) as const

test('changed rows stay where they stand, new ones come last, gone ones leave', () => {
  expect(
    applyBoard(
      board,
      message(
        6,
        [
          { id: 'b', text: 'TWO' },
          { id: 'c', text: 'three' },
        ],
        ['a'],
      ),
      row,
    ),
  ).toEqual({
    position: 6,
    rows: [
      { id: 'b', text: 'TWO' },
      { id: 'c', text: 'three' },
    ],
  })
})

test('what was already read is not applied again', () => {
  expect(applyBoard(board, message(5, [{ id: 'a', text: 'old' }]), row)).toBe(board)
})

test('a row that the contract refuses does not take the board down', () => {
  expect(
    applyBoard(board, message(6, [{ id: 'a' }, { id: 'c', text: 'three' }]), row).rows,
  ).toHaveLength(3)
})

test('the same messages, heard once or twice and from any cut, give the same board', () => {
  const all = [
    message(6, [{ id: 'a', text: 'x' }]),
    message(7, [], ['b']),
    message(8, [{ id: 'd', text: 'y' }]),
  ]
  const whole = all.reduce((held, each) => applyBoard(held, each, row), board)
  const again = [...all.slice(0, 2), ...all].reduce(
    (held, each) => applyBoard(held, each, row),
    board,
  )
  expect(again).toEqual(whole)
})
