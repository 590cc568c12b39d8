import { sql } from 'kysely'
import { z } from 'zod'
import { type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import { cleanLine } from '#platform/kernel/text.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import { INSTALLATION, inTransaction, writeIn } from '#platform/server/work.ts'
import { countAttempt, giveBack, passwordBuckets } from './attempt-store.ts'
import { stepOfCode } from './codes.ts'
import { hasAdministrator } from './grant-store.ts'
import { type Invitation, useInvitation } from './invitation-store.ts'
import { judgePassword, type PasswordRefusal } from './model.ts'
import { hashPassword } from './passwords.ts'
import { endSessionsOf } from './session-store.ts'
import { asSelf, type SignedIn, sitDown } from './sign-in.ts'
import { createStaff } from './staff.ts'
import { setCredential } from './staff-store.ts'

/** What a person types on the page of an invitation; name and address only for the first administrator. */
export type Enrolment = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly again: string
  readonly code: string
}

export type EnrolmentError =
  | PasswordRefusal
  | 'passwords-differ'
  | 'code-not-right'
  | 'name-missing'
  | 'email-wrong'
  | 'email-known'

/** What became of it. */
export type Enrolled =
  | { readonly kind: 'done'; readonly opened: SignedIn }
  | { readonly kind: 'wrong'; readonly errors: readonly EnrolmentError[] }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'over' }

/** Judges what was typed, all at once, so that nobody corrects one error to meet the next. */
export function enrolmentErrors(invitation: Invitation, typed: Enrolment): EnrolmentError[] {
  const errors: EnrolmentError[] = []
  if (invitation.kind === 'first-administrator') {
    if (cleanLine(typed.name).length < 2) errors.push('name-missing')
    if (!z.email().safeParse(typed.email).success) errors.push('email-wrong')
  }
  const judged = judgePassword(typed.password)
  if (!judged.accepted) errors.push(judged.refusal)
  else if (typed.password.normalize('NFKC') !== typed.again.normalize('NFKC'))
    errors.push('passwords-differ')
  return errors
}

/**
 * Uses an invitation: sets password and authenticator, ends the person's other sign-ins and opens one. Of two
 * uses at the same time one is `over`.
 */
export async function enrol(
  tools: ServeTools,
  invitation: Invitation,
  typed: Enrolment,
  peer: string,
): Promise<Enrolled> {
  const machine = tools.clock.machine()
  const errors = enrolmentErrors(invitation, typed)
  const guess = { account: `invitation:${invitation.id}`, peer, device: undefined }
  const buckets = passwordBuckets(tools.vault, guess)
  const seconds = await countAttempt(tools.db, buckets, machine)
  if (seconds > 0) return { kind: 'wait', seconds }
  const step = await stepOfCode(invitation.totpSecret, typed.code, machine)
  if (step === undefined) errors.push('code-not-right')
  if (errors.length > 0 || step === undefined) return { kind: 'wrong', errors }
  const passwordHash = await hashPassword(typed.password)
  try {
    const opened = await settle(tools, invitation, typed, { passwordHash, step })
    if (opened === undefined) return { kind: 'over' }
    await giveBack(tools.db, buckets)
    return { kind: 'done', opened }
  } catch (error) {
    if (error instanceof RefusalError && error.code === 'email-known')
      return { kind: 'wrong', errors: ['email-known'] }
    throw error
  }
}

async function settle(
  tools: ServeTools,
  invitation: Invitation,
  typed: Enrolment,
  made: { passwordHash: string; step: number },
): Promise<SignedIn | undefined> {
  const { random } = tools
  const newId = () => uuid7<StaffId>(tools.clock.now(), random)
  const staffId = invitation.staffId ?? newId()
  const done = await inTransaction(tools, asSelf(tools, staffId), async (bare) => {
    const tx = await writeIn(bare, [], invitation.territoryId)
    if (invitation.kind === 'first-administrator' && !(await isFirst(tx))) return undefined
    if (!(await useInvitation(tx, invitation, staffId))) return undefined
    if (invitation.staffId === null) await createAdministrator(tx, staffId, typed)
    await setCredential(tx, staffId, {
      passwordHash: made.passwordHash,
      totpSecret: invitation.totpSecret,
      lastStep: made.step,
    })
    await endSessionsOf(tx, staffId, 'new-credential')
    return await sitDown(tx, staffId, tools.clock.machine())
  })
  tools.afterCommit()
  return done
}

/** Two servers that started together each made a link: whoever comes second finds an administrator. */
async function isFirst(tx: Tx): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('approdo first administrator', 20))`.execute(
    tx,
  )
  return !(await hasAdministrator(tx))
}

async function createAdministrator(tx: Tx, id: StaffId, typed: Enrolment): Promise<void> {
  await createStaff(tx, {
    id,
    name: typed.name,
    email: typed.email,
    homeTerritoryId: INSTALLATION,
    grants: [{ territoryId: INSTALLATION, role: 'administrator' }],
  })
}
