import { describe, expect, test } from 'vitest'
import type { DraftView } from '../contract.ts'
import { emptyForm } from './form.ts'
import type { LocalDraft } from './local-drafts.ts'
import { resume } from './resume.ts'

const ID = '00000000-0000-7000-8000-000000000001'
const NEW = '00000000-0000-7000-8000-000000000002'
const AT = '2026-11-18T01:40:00Z'

const here = (words: string, version: number, unsent: boolean): LocalDraft => ({
  at: AT,
  begin: { id: ID, version, startedAt: AT, form: { ...emptyForm(), happening: words } },
  unsent,
  territoryId: undefined,
  stroke: 1,
  tried: [],
})
const there = (words: string, version: number): DraftView => ({
  ...{ id: ID, territoryId: ID, version, startedAt: AT, savedAt: AT },
  content: { happening: words },
})

describe('a draft taken up again', () => {
  test('is nothing where nobody has it', () => {
    expect(resume(undefined, undefined, NEW)).toBeUndefined()
  })

  test('goes on with the words that only this machine has, and saves them', () => {
    const resumed = resume(here('uno due', 3, true), there('uno', 3), NEW)
    expect(resumed).toMatchObject({
      begin: { id: ID, version: 3, unsent: true, form: { happening: 'uno due' } },
      parting: undefined,
    })
    expect(resume(here('uno', 3, true), undefined, NEW)?.begin).toMatchObject({ version: 0 })
  })

  test('is nothing where the server had all of it and has it no more: it was sent or wiped elsewhere', () => {
    expect(resume(here('uno', 3, false), undefined, NEW)).toBeUndefined()
  })

  test('goes on from the server’s own version while the server cannot be read, so that it does not part from itself', () => {
    expect(resume(here('uno due', 3, true), 'unread', NEW)?.begin).toMatchObject({
      ...{ id: ID, version: 3, unsent: true },
      form: { happening: 'uno due' },
    })
    expect(resume(here('uno', 3, false), 'unread', NEW)?.begin).toMatchObject({
      ...{ version: 3, unsent: false },
    })
    expect(resume(undefined, 'unread', NEW)).toBeUndefined()
  })

  test('goes on with the newer text of the server when nothing was left unsent here', () => {
    expect(resume(here('uno', 2, false), there('tre', 5), NEW)).toMatchObject({
      begin: { id: ID, version: 5, form: { happening: 'tre' } },
      parting: undefined,
    })
    expect(resume(undefined, there('tre', 5), NEW)?.begin.version).toBe(5)
  })

  test('keeps both texts when both were written on', () => {
    expect(resume(here('di qui', 2, true), there('di là', 3), NEW)).toMatchObject({
      begin: { id: NEW, version: 0, unsent: true, form: { happening: 'di qui' } },
      parting: { kind: 'both', otherId: ID, other: { happening: 'di là' } },
    })
  })

  test('is not parted from its own words whose answer was lost with the page', () => {
    const left = { ...emptyForm(), happening: 'uno due' }
    const kept = { ...here('uno due tre', 2, true), tried: [left] }
    expect(resume(kept, there('uno due', 3), NEW)).toMatchObject({
      begin: { id: ID, version: 3, unsent: true, form: { happening: 'uno due tre' } },
      parting: undefined,
    })
  })

  test('is one text where both say the same', () => {
    expect(resume(here('uguale', 2, true), there('uguale', 3), NEW)).toMatchObject({
      begin: { id: ID, version: 3 },
      parting: undefined,
    })
  })
})
