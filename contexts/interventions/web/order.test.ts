import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BoardRow } from '../contract.ts'
import { compareRows, splitRows } from './order.ts'

const NOBODY = { id: '0192f000-0000-7000-8000-000000000001', name: 'Persona Inventata' }

const aRow: fc.Arbitrary<BoardRow> = fc
  .record({
    serial: fc.integer({ min: 1, max: 9999 }),
    rank: fc.option(fc.integer({ min: 1, max: 5 })),
    received: fc.integer({ min: 0, max: 300 }),
    target: fc.option(fc.integer({ min: 0, max: 60 })),
    answered: fc.boolean(),
    toConfirm: fc.boolean(),
  })
  .map(({ serial, rank, received, target, answered, toConfirm }) => {
    const at = (minute: number) =>
      Temporal.Instant.from('2026-11-22T01:00:00Z').add({ minutes: minute }).toString()
    return {
      number: `26-${String(serial).padStart(4, '0')}`,
      class: rank === null ? null : { rank },
      receivedAt: at(received),
      targetAt: target === null ? null : at(received + target),
      answeredBy: answered ? NOBODY : null,
      state: toConfirm ? 'to-confirm' : 'working',
    } as unknown as BoardRow
  })

it('orders any board in one way: unanswered, graver, without class after the gravest, less time left', () => {
  fc.assert(
    fc.property(fc.array(aRow, { maxLength: 12 }), (rows) => {
      const { queue, open } = splitRows(rows)
      expect(queue.length + open.length).toBe(rows.length)
      expect(open.every((row) => row.answeredBy !== null)).toBe(true)
      // Whoever proposed it, and whether they answer for it: one list.
      expect(open.some((row) => row.state === 'to-confirm')).toBe(false)
      for (const list of [queue, open])
        for (let at = 1; at < list.length; at += 1) {
          const [before, after] = [list[at - 1], list[at]]
          if (!before || !after) throw new Error('a gap')
          expect(compareRows(before, after)).toBeLessThanOrEqual(0)
          expect(before.class?.rank ?? 1.5).toBeLessThanOrEqual(after.class?.rank ?? 1.5)
        }
    }),
  )
})
