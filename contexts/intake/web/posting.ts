import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { asProblem } from '#platform/web/problem.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { RegisterReply } from '../contract.ts'
import type { Letter, Taken } from './letters.ts'

/** Sends one letter of a report, under its own key. */
export function postLetter({ body, key }: Letter): Promise<Taken> {
  return ask({
    method: 'POST',
    path: '/api/reports',
    body,
    idempotencyKey: key,
    reply: RegisterReply,
  })
}

/** A sign-in that ended, a desk that is locked, too many at once: the report was not weighed, and nobody refused it. */
const LATER: readonly number[] = [401, 408, 423, 429]

/** True when the same letter may be taken later: the network is away, the server is, or nobody sits at the desk. */
export function mayPass(error: unknown): boolean {
  const { passing, status } = asProblem(error)
  return passing || LATER.includes(status)
}

/** Says that the report is there, wherever its writer is by now. */
export function tellTaken(taken: Taken): void {
  toast(m.intake_registered({ number: taken.number }))
  if (taken.isClassKept) toast(m.intake_class_kept())
}
