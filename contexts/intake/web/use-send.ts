import { useCallback, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { RegisterReply } from '../contract.ts'
import { deliver, type Letter, type SendOptions, type Taken, want } from './letters.ts'
import type { Intake } from './use-intake.ts'

/** How sending stands. `queued`: the network is away, it is tried again by itself, nothing has left yet. */
export type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' | 'queued'; readonly isEmergency: boolean }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

const AGAIN_MS = 5_000

function post({ body, key }: Letter): Promise<Taken> {
  return ask({
    method: 'POST',
    path: '/api/reports',
    body,
    idempotencyKey: key,
    reply: RegisterReply,
  })
}

const mayPass = (error: unknown): boolean => asProblem(error).passing

/** True while something is on its way. */
export function isSending(sending: Sending): boolean {
  return sending.kind === 'sending' || sending.kind === 'queued'
}

/** True while something is on its way as an emergency: the key has done its work. */
export function isEmergencySending(sending: Sending): boolean {
  return (sending.kind === 'sending' || sending.kind === 'queued') && sending.isEmergency
}

/**
 * Sends the form once: while the network is away it waits here, says so, and tries again with the same key.
 * The draft's id makes a second sending find the first report, even after the page was reloaded. What is written,
 * chosen or pressed while a sending is on its way is sent after it, and completes the report: nothing is wiped unsent.
 */
export function useSend(
  intake: Intake,
  territoryId: string | undefined,
  done: (taken: Taken) => void,
): { sending: Sending; send: (options?: SendOptions) => void } {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' })
  const { box } = intake
  const busy = useRef(false)

  const attempt = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    const { startedAt, latest, keep } = intake
    const way = { post, mayPass, keep }
    const draftId = box.waiting?.draftId ?? intake.draftId()
    try {
      const frame = { draftId, territoryId, startedAt }
      let taken = await deliver(box, frame, latest, way)
      await intake.finish('report')
      // The emergency key may have been pressed in this very instant.
      if (box.told?.options !== box.wanted) taken = await deliver(box, frame, latest, way)
      setSending({ kind: 'sending', isEmergency: box.wanted.emergencyNow === true })
      toast(m.intake_registered({ number: taken.number }))
      if (taken.isClassKept) toast(m.intake_class_kept())
      done(taken)
    } catch (error) {
      const problem = asProblem(error)
      const isEmergency = box.wanted.emergencyNow === true
      setSending(problem.passing ? { kind: 'queued', isEmergency } : { kind: 'refused', problem })
    } finally {
      busy.current = false
    }
  }, [intake, territoryId, done, box])

  useEffect(() => {
    if (sending.kind !== 'queued') return undefined
    const timer = setInterval(() => void attempt(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [sending.kind, attempt])

  const send = useCallback(
    (options: SendOptions = {}) => {
      const isUnderWay = busy.current || box.waiting !== undefined
      want(box, options, isUnderWay)
      const isEmergency = box.wanted.emergencyNow === true
      setSending((before) => ({
        kind: before.kind === 'queued' ? 'queued' : 'sending',
        isEmergency,
      }))
      void attempt()
    },
    [attempt, box],
  )
  return { sending, send }
}
