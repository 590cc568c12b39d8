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
  myRole: boolean
}

type Rule = (seen: Seen) => boolean

const is =
  (...roles: readonly Role[]): Rule =>
  ({ role }) =>
    roles.includes(role)
const boss = is('coordinator')
const staffed = is(...STAFFED)
const outside: Rule = (seen) => is(...OUTSIDE)(seen) && seen.myBody && !seen.secret
const supervisor: Rule = (seen) => is('lead-municipality')(seen) && !seen.secret
const reporter: Rule = (seen) => is('accredited-reporter')(seen) && seen.myBody && !seen.secret
const ownCrew: Rule = (seen) => is('crew')(seen) && seen.mine
const ownFile: Rule = (seen) => is('crew', 'psychologist')(seen) && seen.mine

const ownRole: Rule = (seen) => is('crew', 'psychologist')(seen) && seen.myRole

const worker: Rule = (seen) => staffed(seen) && (!seen.secret || seen.mine || seen.urgent)
const lists: Rule = (seen) => supervisor(seen) || is(...TAKES_CALLS, 'psychologist')(seen)
const discloses: Rule = (seen) =>
  is('operator', 'social-worker')(seen) && (!seen.secret || seen.mine)
const edits: Rule = (seen) => staffed(seen) && (!seen.secret || seen.mine)
const any =
  (...rules: readonly Rule[]): Rule =>
  (seen) =>
    rules.some((rule) => rule(seen))
const open =
  (...rules: readonly Rule[]): Rule =>
  (seen) =>
    !seen.closed && any(...rules)(seen)

const EXPECTED: Readonly<Record<Action, Rule>> = {
  'report.register': is(...REPORTS, 'accredited-reporter'),
  'draft.own': is(...REPORTS, 'accredited-reporter'),
  'report.follow': is('accredited-reporter', 'crew'),
  'contact.log': is(...REPORTS),
  'emergency.hand-on': any(is(...REPORTS), ownFile),
  'triage.evaluate': is(...REPORTS, 'psychologist'),
  'triage.decide': any(is(...TAKES_CALLS), ownFile),
  'verification.record': is(...TAKES_CALLS),
  'intervention.answer': any(is(...TAKES_CALLS), ownFile),
  'intervention.note': any(is(...TAKES_CALLS), ownFile),
  'triage.confirm-not-pertinent': is('social-worker'),
  'report.edit': open(boss, edits),
  'contact.read': any(boss, worker),
  'report.read': any(boss, worker, ownCrew, outside, reporter),
  'intervention.read': any(boss, worker, ownCrew, outside, supervisor),
  'intervention.read-words': any(boss, worker, ownCrew, outside),
  'intervention.list': any(lists, ownCrew, outside),
  'live.follow': any(lists, ownCrew),
  'board.read': lists,
  'outing.list': is('crew'),
  'place.read': any(boss, worker, ownCrew),
  'place.work': any(boss, discloses, ownCrew),
  'place.disclose': any(boss, (seen) => is('social-worker')(seen) && seen.mine),
  'place.ratify': any(boss, supervisor),
  'facility.list': is(...TAKES_CALLS),
  'facility.own': (seen) => is('facility')(seen) && seen.myBody,
  'facility.manage': boss,
  'wall.read': is(...SEES_LISTS, 'crew'),
  'disclosure.request': any(boss, discloses),
  'file.write': any(boss, edits, ownCrew),
  'assessment.sign': open(
    (seen) => is('social-worker', 'psychologist')(seen) && (!seen.secret || seen.mine),
  ),
  'rota.read': is(...TAKES_CALLS, 'crew', 'psychologist'),
  'rota.edit': boss,
  'rota.staff': boss,
  'rota.swap': is(...TAKES_CALLS, 'crew', 'psychologist'),
  'shift.list': is(...TAKES_CALLS, 'crew', 'psychologist'),
  'shift.read': any(is(...TAKES_CALLS, 'psychologist'), ownRole),
  'shift.sign': any(is(...TAKES_CALLS), ownRole),
  'page.read': is(...TAKES_CALLS),
  'page.work': is(...TAKES_CALLS),
  'call.connect': is(...TAKES_CALLS, 'crew', 'psychologist'),
  'page.answer': is(...TAKES_CALLS, 'crew', 'psychologist'),
  'page.rehearse': is('coordinator', 'administrator'),
  'document.issue': any(boss, discloses),
  'handover.send': open(boss, discloses),
  'handover.list': any(
    boss,
    discloses,
    supervisor,
    (seen) => outside(seen) && is('competent-service')(seen),
  ),
  'handover.outbox': is(...TAKES_CALLS, 'lead-municipality', 'competent-service'),
  'handover.receive': (seen) => outside(seen) && is('competent-service')(seen),
  'handover.settle': open(boss),
  'intervention.hand-on': open(boss, (seen) => seen.mine && is(...REPORTS, 'psychologist')(seen)),
  'intervention.close': open(boss, (seen) => seen.mine && is('social-worker')(seen)),
  'territory.read': () => true,
  'territory.configure': is('administrator'),
  'staff.manage': is('administrator'),
  'grant.manage': is('administrator'),
  'staff.read': is(...SEES_LISTS, 'crew', 'auditor', 'administrator'),
  'log.read': is('auditor', 'coordinator'),
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
            for (const closed of FLAGS)
              for (const myRole of FLAGS) {
                const facts: PolicyFacts = {
                  territoryId: here,
                  ownerId: mine ? me : other,
                  bodyId: myBody ? body : otherBody,
                  isProtected: secret,
                  isEmergencyOpen: urgent,
                  state: closed ? 'closed' : 'working',
                  ...(myRole ? { ofRole: role } : {}),
                }
                const seen = { role, mine, myBody, secret, urgent, closed, myRole }
                const given = [action, allow(person(role), action, facts).allowed, seen]
                expect(given).toEqual([action, EXPECTED[action](seen), seen])
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
