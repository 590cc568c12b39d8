import type { Decision, RefusalFacts } from '#platform/kernel/decision.ts'

/** The domain says no: 409 with a code that has an Italian text, and the facts that explain it. */
export class RefusalError extends Error {
  readonly code: string
  readonly facts: RefusalFacts
  readonly status: 403 | 409 | 422 | 423 | 429
  constructor(code: string, facts: RefusalFacts = {}, status: RefusalError['status'] = 409) {
    super(code)
    this.name = 'RefusalError'
    this.code = code
    this.facts = facts
    this.status = status
  }
}

/** What was asked for does not exist, or may not be known to exist: 404. */
export class NotFoundError extends Error {
  readonly what: string
  constructor(what: string) {
    super(`not found: ${what}`)
    this.name = 'NotFoundError'
    this.what = what
  }
}

/** Nobody is signed in: 401. */
export class SignedOutError extends Error {
  constructor() {
    super('signed out')
    this.name = 'SignedOutError'
  }
}

/** A wrong field; `facts` are the numbers that its text names. */
export type WrongField = {
  readonly path: string
  readonly code: string
  readonly facts?: Readonly<Record<string, number>>
}

/** One field of the input is wrong: 400 with its path and a code that has an Italian text. */
export class BadInputError extends Error {
  readonly errors: readonly WrongField[]
  constructor(errors: readonly WrongField[]) {
    super(errors.map((error) => `${error.path}: ${error.code}`).join(', '))
    this.name = 'BadInputError'
    this.errors = errors
  }
}

/** The events of an accepted decision; a refusal is thrown, so that the transaction rolls back. */
export function unwrap<E, R extends string>(decision: Decision<E, R>): readonly E[] {
  if (decision.accepted) return decision.events
  throw new RefusalError(decision.refusal, decision.facts)
}
