import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type EventId, type SessionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import {
  codeBucket,
  countAttempt,
  countCode,
  countForAccount,
  forgetOldAttempts,
  forgivePlace,
  type Guess,
  giveBack,
  passwordBuckets,
} from './attempt-store.ts'
import { stepOfCode } from './codes.ts'
import { grantsOfStaff } from './grant-store.ts'
import { ATTEMPT_RULES, homeOf, type SignInFailure } from './model.ts'
import { passwordFits } from './passwords.ts'
import { endSession, lockSession, openSession } from './session-store.ts'
import { accountOf, claimStep } from './staff-store.ts'

const STATE = 'sign-in'
const STATE_MINUTES = 5

/** Between password and code: sealed, so that the browser carries it and can neither read nor change it. */
const State = z.object({
  id: z.string(),
  staffId: z.string(),
  email: z.string(),
  until: z.string(),
  next: z.string().optional(),
})
export type SignInState = z.output<typeof State>

/** What one step of signing in answers. */
export type StepResult<T> =
  | { readonly kind: 'right'; readonly value: T }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }

const GUEST = { kind: 'guest' } as const

/**
 * The first step: address and password. Unknown account, wrong password and inactive person look alike, also in the
 * time they take.
 */
export async function checkPassword(
  tools: ServeTools,
  ask: Guess & { password: string; next: string | undefined },
): Promise<StepResult<string>> {
  const machine = tools.clock.machine()
  const seconds = await countAttempt(tools.db, passwordBuckets(tools.vault, ask), machine)
  if (seconds > 0) {
    await recordFailure(tools, null, 'blocked', ask.peer)
    return { kind: 'wait', seconds }
  }
  const pauseMs = await countForAccount(tools.db, tools.vault, ask, machine)
  if (pauseMs > 0) await pause(pauseMs)
  const account = await accountOf(tools.db, tools.vault, { email: ask.account })
  const fits = await passwordFits(ask.password, account?.passwordHash)
  if (!fits || !account?.isActive) {
    const reason = fits ? 'inactive' : 'password'
    await recordFailure(tools, account?.staffId ?? null, reason, ask.peer)
    return { kind: 'wrong' }
  }
  await forgivePlace(tools.db, tools.vault, ask)
  const id = Buffer.from(tools.random(16)).toString('base64url')
  const until = tools.clock.machine().add({ minutes: STATE_MINUTES }).toString()
  const state = { id, staffId: account.staffId, email: ask.account, until, next: ask.next }
  return { kind: 'right', value: sealState(tools, state) }
}

function sealState(tools: ServeTools, state: SignInState): string {
  return tools.vault.seal(INSTALLATION, STATE, JSON.stringify(state)).toString('base64url')
}

/** The state that the first step handed out; undefined when it was altered or its five minutes are over. */
export function readState(tools: ServeTools, sealed: string): SignInState | undefined {
  try {
    const text = tools.vault.open(INSTALLATION, STATE, Buffer.from(sealed, 'base64url'))
    const state = State.parse(JSON.parse(text))
    const until = Temporal.Instant.from(state.until)
    return Temporal.Instant.compare(tools.clock.machine(), until) < 0 ? state : undefined
  } catch {
    // Altered, cut or from another key: all of it means to start again.
    return undefined
  }
}

/** A session just opened: its token, and where the person begins. */
export type SignedIn = { readonly token: string; readonly home: string }

/** `over`: this sign-in has had its wrong codes and begins again from the password. */
export type CodeResult = StepResult<SignedIn> | { readonly kind: 'over' }

/** The second step: the one-time code. A right one opens the session and ends the one the browser had. */
export async function checkCode(
  tools: ServeTools,
  state: SignInState,
  ask: Guess & { code: string; before: SessionId | undefined },
): Promise<CodeResult> {
  const machine = tools.clock.machine()
  const limit = ATTEMPT_RULES.codesOfSignIn.attempts
  const tries = await countCode(tools.db, tools.vault, state.id, machine)
  if (tries > limit) return { kind: 'over' }
  const wrong = { kind: tries === limit ? 'over' : 'wrong' } as const
  const bucket = codeBucket(tools.vault, ask)
  const seconds = await countAttempt(tools.db, [bucket], machine)
  if (seconds > 0) {
    await recordFailure(tools, state.staffId, 'blocked', ask.peer)
    return { kind: 'wait', seconds }
  }
  const account = await accountOf(tools.db, tools.vault, { staffId: state.staffId })
  const step = account && (await stepOfCode(account.totpSecret, ask.code, machine))
  if (!account?.isActive || step === undefined) {
    await recordFailure(tools, state.staffId, account?.isActive ? 'code' : 'inactive', ask.peer)
    return wrong
  }
  const opened = await signIn(tools, account.staffId, step, ask.before)
  if (opened === undefined) {
    await recordFailure(tools, state.staffId, 'used-code', ask.peer)
    return wrong
  }
  await giveBack(tools.db, [bucket])
  await forgetOldAttempts(tools.db, machine)
  return { kind: 'right', value: opened }
}

async function signIn(
  tools: ServeTools,
  staffId: StaffId,
  step: number,
  before: SessionId | undefined,
): Promise<SignedIn | undefined> {
  const opened = await inTransaction(tools, asSelf(tools, staffId), async (tx) => {
    if (!(await claimStep(tx, staffId, step))) return undefined
    const old = before && (await lockSession(tx, before))
    if (old) await endSession(tx, old, 'new-sign-in')
    return await sitDown(tx, staffId, tools.clock.machine())
  })
  tools.afterCommit()
  return opened
}

/** Opens a session at the person's only territory, if it is one, and says where they begin. */
export async function sitDown(tx: Tx, staffId: StaffId, machine: Instant): Promise<SignedIn> {
  const grants = await grantsOfStaff(tx, staffId)
  const territories = new Set(grants.map((grant) => grant.territoryId))
  const [first] = territories
  const sits = territories.size === 1 && first !== undefined && first !== INSTALLATION
  const { token } = await openSession(tx, { staffId, machine, deskId: sits ? first : null })
  return { token, home: homeOf(grants.map((grant) => grant.role)) }
}

/** The person on their own behalf, before there is a session: on the log of the installation. */
export function asSelf(tools: ServeTools, staffId: StaffId) {
  const nobody = '00000000-0000-0000-0000-000000000000' as SessionId
  const actor: PersonActor = {
    kind: 'person',
    staffId,
    sessionId: nobody,
    name: '',
    grants: [],
    desk: null,
  }
  return { actor, now: tools.clock.now(), read: [], write: INSTALLATION }
}

async function recordFailure(
  tools: ServeTools,
  staffId: string | null,
  reason: SignInFailure,
  peer: string,
): Promise<void> {
  const scope = { actor: GUEST, now: tools.clock.now(), read: [], write: INSTALLATION }
  await inTransaction(tools, scope, async (tx) => {
    await append(tx, {
      room: 'access',
      aggregateId: uuid7<EventId>(tx.work.now, tx.work.random),
      version: 1,
      at: tx.work.now,
      event: { type: 'SignInFailed', data: { staffId, reason, peer } },
    })
  })
  tools.afterCommit()
}
