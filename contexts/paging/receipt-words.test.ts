import { describe, expect, test } from 'vitest'
import type { AttemptView, FilePageReply, PageView } from './contract.ts'
import { receiptOf } from './receipt-words.ts'

const AT = '2026-11-21T01:40:00Z'
const ID = '00000000-0000-7000-8000-000000000001'
const tried = (channel: AttemptView['channel'], more: Partial<AttemptView> = {}): AttemptView => ({
  cameTo: null,
  ...{ id: ID, name: 'Anna Inventata', channel, state: 'queued', at: AT },
  ...more,
})
type Step = PageView['steps'][number]
const step = (role: Step['role'], state: Step['state'], people: string[] = []) => ({
  ...{ role, state, people, from: null, mayOwn: true },
})
const pending: PageView = {
  ...{ id: ID, isPending: true, startedAt: AT, nextAt: '2026-11-21T01:45:00Z', round: 1 },
  ...{ nextRole: 'coordinator', isAtTheTop: false, answeredBy: null },
  hasAskedEverybody: false,
  steps: [step('social-worker', 'now', ['Anna Inventata']), step('coordinator', 'next')],
  attempts: [tried('mail'), tried('voice'), tried('sms', { at: '2026-11-21T01:35:00Z' })],
}
const view = (page: Partial<PageView> | null): FilePageReply => ({
  page: page && { ...pending, ...page },
  ...{ toCall: [], isByHand: false, asksMe: false, can: { start: true, work: true } },
})

describe('what whoever took a report is told of its calls', () => {
  test('who is called now, by which channels, and who comes next and when', () => {
    expect(receiptOf(view({}), '26-12')?.text).toBe(
      '26-12: stiamo chiamando Anna Inventata, assistente sociale, per e-mail e telefono. Se non risponde, alle 02:45 chiamiamo: coordinatore.',
    )
  })

  test('that nobody carries the call: it is made by hand', () => {
    const attempts = [tried('mail'), tried('voice', { state: 'by-hand' })]
    expect(receiptOf(view({ attempts }), '26-12')?.text).toContain('e-mail e telefono, a mano')
  })

  test('that nobody is on call at this step, and who is called then', () => {
    const steps = [step('social-worker', 'empty'), step('coordinator', 'now')]
    const said = receiptOf(view({ steps }), '26-12')?.text
    expect(said).toContain('nessuno è reperibile')
    expect(said).toContain('coordinatore')
  })

  test('that the last of the plan is called again', () => {
    expect(receiptOf(view({ isAtTheTop: true }), '26-12')?.text).toContain(
      'richiamiamo: coordinatore',
    )
  })

  test('who has answered already; nothing where nobody is called', () => {
    const answered = view({ isPending: false, answeredBy: 'Anna Inventata' })
    expect(receiptOf(answered, '26-12')?.text).toBe('26-12: ha già risposto Anna Inventata.')
    expect(receiptOf(view(null), '26-12')).toBeNull()
    expect(receiptOf(view({ isPending: false }), '26-12')).toBeNull()
  })

  test('that the first call is leaving, until it has left', () => {
    const steps = pending.steps.map((one) => ({ ...one, people: [] }))
    const leaving = receiptOf(view({ steps, attempts: [] }), '26-12')
    expect(leaving).toMatchObject({ isLeaving: true })
    expect(leaving?.text).toContain('la prima chiamata parte ora')
    expect(receiptOf(view({}), '26-12')).toMatchObject({ isLeaving: false })
  })
})
