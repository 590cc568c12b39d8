import fc from 'fast-check'
import { expect, test } from 'vitest'
import { begin, clashing, rebase, resume, settle } from './merge.ts'

const file = { need: 'un tetto', risk: '', danger: 'no' }
const typed = (mine: typeof file) => ({ ...begin(file, 1), mine })

test('what only one of the two changed stands as they wrote it', () => {
  const held = rebase(typed({ ...file, need: 'un tetto e coperte' }), { ...file, risk: 'alto' }, 2)
  expect(held.mine).toEqual({ need: 'un tetto e coperte', risk: 'alto', danger: 'no' })
  expect({ version: held.version, taken: held.taken, clashes: clashing(held) }).toEqual({
    version: 2,
    taken: ['risk'],
    clashes: [],
  })
})

test('what both changed is asked, and neither is lost before the choice', () => {
  const held = rebase(typed({ ...file, risk: 'basso' }), { ...file, risk: 'alto' }, 2)
  expect(held.mine.risk).toBe('basso')
  expect([...held.clashes]).toEqual([['risk', 'alto']])
  expect(settle(held, 'risk', 'mine').mine.risk).toBe('basso')
  expect(settle(held, 'risk', 'theirs').mine.risk).toBe('alto')
  expect(clashing(settle(held, 'risk', 'theirs'))).toEqual([])
})

test('the same words by both, or the same version again, ask nothing', () => {
  const both = rebase(typed({ ...file, risk: 'alto' }), { ...file, risk: 'alto' }, 2)
  expect(clashing(both)).toEqual([])
  const mine = typed({ ...file, risk: 'basso' })
  expect(rebase(mine, { ...file, risk: 'alto' }, 1)).toBe(mine)
})

test('a field still in question is asked again when it changes again, and no more when both agree', () => {
  const once = rebase(typed({ ...file, risk: 'basso' }), { ...file, risk: 'alto' }, 2)
  const again = rebase(once, { ...file, risk: 'altissimo' }, 3)
  expect([...again.clashes]).toEqual([['risk', 'altissimo']])
  expect(clashing(rebase(once, { ...file, risk: 'basso' }, 3))).toEqual([])
})

test('whatever is typed and saved, every word of either stands in the form or is asked', () => {
  const words = fc.constantFrom('', 'a', 'b')
  const fields = fc.record({ need: words, risk: words, danger: words })
  fc.assert(
    fc.property(fields, fields, fields, (base, mine, theirs) => {
      const held = rebase({ ...begin(base, 1), mine }, theirs, 2)
      for (const field of ['need', 'risk', 'danger'] as const) {
        const seen: readonly unknown[] = [held.mine[field], held.clashes.get(field)]
        if (mine[field] !== base[field]) expect(seen).toContain(mine[field])
        if (theirs[field] !== base[field]) expect(seen).toContain(theirs[field])
      }
    }),
  )
})

test('words taken up again after a colleague has saved go over nothing that the colleague wrote', () => {
  const kept = {
    base: file,
    version: 1,
    mine: { ...file, need: 'un tetto e coperte', risk: 'basso' },
  }
  const held = resume(kept, { ...file, risk: 'alto', danger: 'yes' }, 2)
  expect(held.mine).toEqual({ need: 'un tetto e coperte', risk: 'basso', danger: 'yes' })
  expect([...held.clashes]).toEqual([['risk', 'alto']])
  expect(held.version).toBe(2)
})
