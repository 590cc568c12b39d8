import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLES, type Role } from '#platform/kernel/actor.ts'
import { ACTIONS, type Action } from './actions.ts'
import { allow, type PolicyFacts } from './judge.ts'
import { anyActor, WORLD } from './testing/allow-where.ts'

// The service in fifty lines, written a second time in another form: what `allow` says must agree with it.
const TAKES_CALLS: readonly Role[] = ['operator', 'social-worker', 'coordinator']
const REPORTS: readonly Role[] = [...TAKES_CALLS, 'crew']
const SEES_LISTS: readonly Role[] = [...TAKES_CALLS, 'psychologist', 'lead-municipality']
const OUTSIDE: readonly Role[] = ['facility', 'competent-service']
const STAFFED: readonly Role[] = ['operator', 'social-worker', 'psychologist']

type Seen = {
  role: Role
  mine: boolean
  myBody: boolean
  secret: boolean
  urgent: boolean
  closed: boolean
}

function content({ role, mine, myBody, secret, urgent }: Seen, action: Action): boolean {
  if (role === 'coordinator') return true
  if (STAFFED.includes(role)) return !secret || mine || urgent
  if (action === 'contact.read') return false
  if (role === 'crew') return mine
  if (OUTSIDE.includes(role)) return myBody && !secret
  if (role === 'accredited-reporter') return action === 'report.read' && myBody && !secret
  return role === 'lead-municipality' && action === 'intervention.read' && !secret
}

function list({ role, mine, myBody, secret }: Seen, action: Action): boolean {
  if (SEES_LISTS.includes(role)) return role !== 'lead-municipality' || !secret
  if (role === 'crew') return mine && action !== 'board.read'
  return action === 'intervention.list' && OUTSIDE.includes(role) && myBody && !secret
}

function expected(action: Action, seen: Seen): boolean {
  const { role, mine, secret, closed } = seen
  const boss = role === 'coordinator'
  switch (action) {
    case 'report.register':
    case 'draft.own':
    case 'contact.log':
    case 'emergency.hand-on':
      return REPORTS.includes(role)
    case 'triage.evaluate':
    case 'triage.decide':
    case 'verification.record':
    case 'intervention.answer':
    case 'intervention.note':
      return TAKES_CALLS.includes(role)
    case 'triage.confirm-not-pertinent':
      return role === 'social-worker'
    case 'report.edit':
      return !closed && (boss || (STAFFED.includes(role) && (!secret || mine)))
    case 'report.read':
    case 'contact.read':
    case 'intervention.read':
      return content(seen, action)
    case 'intervention.list':
    case 'board.read':
    case 'live.follow':
      return list(seen, action)
    case 'wall.read':
      return SEES_LISTS.includes(role) || role === 'crew'
    case 'disclosure.request':
      return boss || (['operator', 'social-worker'].includes(role) && (!secret || mine))
    case 'intervention.hand-on':
      return !closed && (boss || (mine && REPORTS.includes(role)))
    case 'intervention.close':
      return !closed && (boss || (mine && role === 'social-worker'))
    case 'territory.read':
      return true
    case 'territory.configure':
    case 'staff.manage':
    case 'grant.manage':
      return role === 'administrator'
    case 'staff.read':
      return [...SEES_LISTS, 'crew', 'auditor', 'administrator'].includes(role)
    case 'log.read':
      return boss || role === 'auditor'
  }
}

const [here, elsewhere] = WORLD.territories
const [me, other] = WORLD.staff
const [body, otherBody] = WORLD.bodies
if (!here || !elsewhere || !me || !other || !body || !otherBody)
  throw new Error('the world is too small')

const FLAGS = [false, true]

test.each(ROLES)('%s may do what the service says, in every state, and nothing else', (role) => {
  for (const action of ACTIONS)
    for (const mine of FLAGS)
      for (const myBody of FLAGS)
        for (const secret of FLAGS)
          for (const urgent of FLAGS)
            for (const closed of FLAGS) {
              const facts: PolicyFacts = {
                territoryId: here,
                ownerId: mine ? me : other,
                bodyId: myBody ? body : otherBody,
                isProtected: secret,
                isEmergencyOpen: urgent,
                state: closed ? 'closed' : 'working',
              }
              const seen = { role, mine, myBody, secret, urgent, closed }
              const given = [action, allow(person(role), action, facts).allowed, seen]
              expect(given).toEqual([action, expected(action, seen), seen])
            }
})

function person(role: Role) {
  return {
    kind: 'person' as const,
    staffId: me as NonNullable<typeof me>,
    sessionId: '' as never,
    name: 'Prova Inventata',
    desk: null,
    grants: [{ territoryId: here as NonNullable<typeof here>, role, bodyId: body ?? null }],
  }
}

const anyFacts = fc.record({
  territoryId: fc.constantFrom(...WORLD.territories),
  ownerId: fc.option(fc.constantFrom(...WORLD.staff)),
  bodyId: fc.option(fc.constantFrom(...WORLD.bodies)),
  isProtected: fc.boolean(),
  isEmergencyOpen: fc.boolean(),
  state: fc.constantFrom('new', 'working', 'closed'),
})

test('the bar beats every role, ownership and emergency access', () => {
  fc.assert(
    fc.property(anyActor, anyFacts, fc.constantFrom(...ACTIONS), (actor, facts, action) => {
      const verdict = allow(actor, action, { ...facts, isBarred: true })
      expect(verdict).toEqual({ allowed: false, reason: 'bar' })
    }),
  )
})

test("a grant in one territory opens nothing in another, but for the installation's administrator", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ROLES), fc.constantFrom(...ACTIONS), (role, action) => {
      const verdict = allow(person(role), action, { territoryId: elsewhere, ownerId: me })
      expect(verdict).toEqual({ allowed: false, reason: 'no-grant' })
    }),
  )
})

test('making a file protected never opens it to anybody', () => {
  fc.assert(
    fc.property(anyActor, anyFacts, fc.constantFrom(...ACTIONS), (actor, facts, action) => {
      const open = allow(actor, action, { ...facts, isProtected: false }).allowed
      const secret = allow(actor, action, { ...facts, isProtected: true }).allowed
      expect(secret && !open).toBe(false)
    }),
  )
})

test('guests, systems without rows and unknown words are denied', () => {
  const facts = { territoryId: here }
  expect(allow({ kind: 'guest' }, 'board.read', facts).allowed).toBe(false)
  expect(allow({ kind: 'system', name: 'system:due' }, 'board.read', facts).allowed).toBe(false)
  expect(allow(person('coordinator'), 'board.burn', facts)).toEqual({
    allowed: false,
    reason: 'unknown-action',
  })
})
