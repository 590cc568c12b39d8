import { useCallback, useEffect, useRef, useState } from 'react'
import type * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { RegisterReply } from '../contract.ts'
import { wordOf } from '../words.ts'
import { type Form, reportOf, saidFields } from './form.ts'
import type { Intake } from './use-intake.ts'

export type Taken = z.output<typeof RegisterReply>

/** How sending stands. `queued`: the network is away, it is tried again by itself, nothing has left yet. */
export type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'queued' }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

export type SendOptions = {
  readonly emergencyNow?: boolean
  readonly isDropped?: boolean
  readonly channel?: 'portal'
}

const AGAIN_MS = 5_000

function bodyOf(
  intake: Intake,
  draftId: string,
  territoryId: string | undefined,
  options: SendOptions,
): unknown {
  const form = intake.latest()
  const report = reportOf(form)
  const decision =
    form.classKey === null
      ? {}
      : {
          decision: {
            classKey: form.classKey,
            ...(form.classReason.trim() === '' ? {} : { reason: form.classReason }),
            ...(form.offered.length === 0
              ? {}
              : { offeredInstead: form.offered.map((one) => wordOf('offer', one)).join(', ') }),
          },
        }
  return {
    ...(territoryId === undefined ? {} : { territoryId }),
    draftId,
    startedAt: intake.startedAt,
    content: saidFields(report),
    emergencyCalls: form.calls,
    ...decision,
    ...options,
  }
}

function post({ body, key }: { readonly body: unknown; readonly key: string }): Promise<Taken> {
  return ask({
    method: 'POST',
    path: '/api/reports',
    body,
    idempotencyKey: key,
    reply: RegisterReply,
  })
}

/** What is on its way: the form as it stood, under a key of its own; a second letter is of the same draft. */
type Letter = {
  readonly draftId: string
  readonly form: Form
  readonly options: SendOptions
  readonly body: unknown
  readonly key: string
}

function letterOf(
  intake: Intake,
  draftId: string,
  territoryId: string | undefined,
  options: SendOptions,
): Letter {
  const body = bodyOf(intake, draftId, territoryId, options)
  return { draftId, form: intake.latest(), options, body, key: crypto.randomUUID() }
}

/**
 * Sends the form once: while the network is away it waits here, says so, and tries again with the same key.
 * The draft's id makes a second sending find the first report, even after the page was reloaded. What is written
 * while a sending is on its way is sent after it, and completes the report: nothing typed is wiped unsent.
 */
export function useSend(
  intake: Intake,
  territoryId: string | undefined,
  done: (taken: Taken) => void,
): { sending: Sending; send: (options?: SendOptions) => void } {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' })
  const waiting = useRef<Letter | undefined>(undefined)
  const busy = useRef(false)

  const attempt = useCallback(async () => {
    let held = waiting.current
    if (held === undefined || busy.current) return
    busy.current = true
    try {
      let taken = await post(held)
      while (intake.latest() !== held.form) {
        held = letterOf(intake, held.draftId, territoryId, held.options)
        waiting.current = held
        taken = await post(held)
      }
      waiting.current = undefined
      await intake.finish('report')
      toast(m.intake_registered({ number: taken.number }))
      done(taken)
    } catch (error) {
      const problem = asProblem(error)
      if (!problem.passing) waiting.current = undefined
      setSending(problem.passing ? { kind: 'queued' } : { kind: 'refused', problem })
    } finally {
      busy.current = false
    }
  }, [intake, territoryId, done])

  useEffect(() => {
    if (sending.kind !== 'queued') return undefined
    const timer = setInterval(() => void attempt(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [sending.kind, attempt])

  const send = useCallback(
    (options: SendOptions = {}) => {
      if (busy.current || waiting.current !== undefined) return
      waiting.current = letterOf(intake, intake.draftId(), territoryId, options)
      setSending({ kind: 'sending' })
      void attempt()
    },
    [intake, territoryId, attempt],
  )
  return { sending, send }
}
