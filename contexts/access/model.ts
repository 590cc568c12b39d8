import type { Role } from '#platform/kernel/actor.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { permissionsFor } from './permissions.ts'

/** What this room writes on the log. Ids and codes only: names stay in the sealed columns. */
export type AccessEvent =
  | DomainEvent<'SignedIn', { staffId: string; deskId: string | null }>
  | DomainEvent<'SignInFailed', { staffId: string | null; reason: SignInFailure; peer: string }>
  | DomainEvent<'SignedOut', { staffId: string; reason: SignOutReason }>
  | DomainEvent<'DeskLocked', { staffId: string }>
  | DomainEvent<'DeskUnlocked', { staffId: string }>
  | DomainEvent<'DeskChosen', { staffId: string; deskId: string | null }>
  | DomainEvent<'StaffAdded', { homeTerritoryId: string }>
  | DomainEvent<'StaffChanged', { renamed: boolean; isActive: boolean }>
  | DomainEvent<'GrantGiven', { staffId: string; role: Role; bodyId: string | null }>
  | DomainEvent<'GrantEnded', { staffId: string; role: Role }>
  | DomainEvent<'InvitationSent', { staffId: string | null; kind: InvitationKind }>
  | DomainEvent<'InvitationUsed', { staffId: string; kind: InvitationKind }>
  | DomainEvent<'AccessDenied', { operation: string; code: string }>
  | DomainEvent<'CommandRefused', { operation: string; code: string }>
  | DomainEvent<'FileRead', { sessionId: string }>

export type SignInFailure = 'password' | 'code' | 'used-code' | 'inactive' | 'blocked'
export type SignOutReason =
  | 'person'
  | 'new-sign-in'
  | 'wrong-passwords'
  | 'deactivated'
  | 'new-credential'
export type InvitationKind = 'invitation' | 'first-administrator'

/** How long a sign-in lasts: a shift and its handover, and no longer than an hour without any open page. */
export type SessionLimits = { readonly shiftMinutes: number; readonly idleMinutes: number }

export const SESSION_LIMITS: SessionLimits = { shiftMinutes: 13 * 60, idleMinutes: 60 }

/** Passwords typed wrong at a locked desk before it is signed out. */
export const UNLOCK_ATTEMPTS = 5

/** A session as it is judged; instants are machine time. */
export type SessionTimes = {
  readonly endedAt: Instant | null
  readonly expiresAt: Instant
  readonly seenAt: Instant
}

/** Does a sign-in still hold? Until it is ended, its shift is over, or no page has been open for too long. */
export function sessionHolds(
  session: SessionTimes,
  machine: Instant,
  limits: SessionLimits = SESSION_LIMITS,
): boolean {
  if (session.endedAt !== null) return false
  if (Temporal.Instant.compare(machine, session.expiresAt) >= 0) return false
  const idleUntil = session.seenAt.add({ minutes: limits.idleMinutes })
  return Temporal.Instant.compare(machine, idleUntil) < 0
}

/** How many attempts one key may make in one window of machine time. */
export type AttemptRule = { readonly attempts: number; readonly windowMinutes: number }

/** The limits of signing in: whoever is over one waits until its window ends. Only what was wrong stays counted. */
export const ATTEMPT_RULES = {
  // Passwords for one account from one peer, or from one browser known to the account. Never for the account as a
  // whole: whoever knows an address could keep its person out. Ten, because whoever is woken at 03:00 types badly.
  place: { attempts: 10, windowMinutes: 10 },
  // Passwords from one peer on all accounts together.
  peer: { attempts: 60, windowMinutes: 10 },
  // One-time codes for one account from browsers not known to it: only who has the password comes this far.
  codes: { attempts: 20, windowMinutes: 60 },
  // One-time codes in one sign-in: after the fifth wrong one it begins again from the password.
  codesOfSignIn: { attempts: 5, windowMinutes: 10 },
} as const satisfies Readonly<Record<string, AttemptRule>>

/** Passwords for one account from all unknown browsers together: beyond these, answers come later, but they come. */
export const SLOW_RULE: AttemptRule = { attempts: 100, windowMinutes: 60 }

const SLOW_STEP_MS = 200
const SLOW_LIMIT_MS = 10_000

/** Milliseconds by which the answer to the `attempt`-th password of a window is held back, right or wrong. */
export function pauseBefore(attempt: number): number {
  return Math.min(Math.max(attempt - SLOW_RULE.attempts, 0) * SLOW_STEP_MS, SLOW_LIMIT_MS)
}

/** Days for which a browser that has signed in stays known to the account. */
export const DEVICE_DAYS = 180

export const PASSWORD_LENGTH = { min: 12, max: 200 } as const

export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-too-plain'

/** Judges a new password by length and variety only: rules of composition make worse passwords. */
export function judgePassword(password: string): Decision<string, PasswordRefusal> {
  const text = password.normalize('NFKC')
  if (text.length < PASSWORD_LENGTH.min)
    return refuse('password-too-short', { min: PASSWORD_LENGTH.min })
  if (text.length > PASSWORD_LENGTH.max)
    return refuse('password-too-long', { max: PASSWORD_LENGTH.max })
  if (new Set(text).size < 5) return refuse('password-too-plain')
  return accept(text)
}

/** The board, where those who only administer begin, and the pages of those who see neither. */
export const HOME = '/sala'
const OWN_REPORTS = '/segnalazioni'
const OUTINGS = '/uscite'
const HANDED_OVER = '/passaggi'
const OWN_FACILITY = '/struttura'
const BEGINNING = '/inizio'
export const ADMINISTRATION = '/amministrazione/persone'

/** Where to go after signing in: only a path of this site, undefined when none was asked for. */
export function safeNext(next: string | undefined): string | undefined {
  if (next === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/u.test(next)) return undefined
  if (next.includes('\\') || /^\/(?:accedi|esci)(?:[/?#]|$)/u.test(next)) return undefined
  return next
}

/** Where somebody with these roles begins: never on a page that they may not see. */
export function homeOf(roles: readonly Role[]): string {
  const seeBoard = permissionsFor('board.read').map((row) => row.role)
  if (roles.some((role) => seeBoard.includes(role))) return HOME
  if (roles.includes('administrator')) return ADMINISTRATION
  if (roles.includes('crew')) return OUTINGS
  if (roles.includes('competent-service')) return HANDED_OVER
  if (roles.includes('facility')) return OWN_FACILITY
  return roles.includes('accredited-reporter') ? OWN_REPORTS : BEGINNING
}

/** An administrator of one territory, counted before one of them goes. */
export type Administrator = { readonly staffId: string; readonly isActive: boolean }

/**
 * May this person stop being an administrator here? Refuses with `last-administrator` when nobody else
 * could give grants afterwards.
 */
export function mayLeave(
  administrators: readonly Administrator[],
  staffId: string,
): Decision<'leaves', 'last-administrator'> {
  const others = administrators.filter((one) => one.staffId !== staffId && one.isActive)
  return others.length > 0 ? accept('leaves') : refuse('last-administrator')
}
