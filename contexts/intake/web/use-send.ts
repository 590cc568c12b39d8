import { useCallback, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { RegisterReply } from '../contract.ts'
import { deliver, type Letter, type SendOptions, type Taken, want } from './letters.ts'
import { sendOn, stopSendingOn } from './sending-on.ts'
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

function failedAs(problem: ApiProblem, isEmergency: boolean): Sending {
  return problem.passing ? { kind: 'queued', isEmergency } : { kind: 'refused', problem }
}

function tellTaken(taken: Taken): void {
  toast(m.intake_registered({ number: taken.number }))
  if (taken.isClassKept) toast(m.intake_class_kept())
}

/**
 * Sends the form once: while the network is away it waits here, says so, and tries again with the same key.
 * The draft's id makes a second sending find the first report, even after the page was reloaded. What is written,
 * chosen or pressed while a sending is on its way is sent after it, and completes the report: nothing is wiped unsent.
 * A form that is left before its letter has an answer goes on sending, and leads nobody away from where they are.
 */
export function useSend(
  intake: Intake,
  territoryId: string | undefined,
  done: (taken: Taken) => void,
): { sending: Sending; send: (options?: SendOptions) => void } {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' })
  const { box } = intake
  const busy = useRef(false)
  const isHere = useRef(true)
  const isPromised = useRef(false)

  // Answers whether nothing is left to be tried again.
  const attempt = useCallback(async (): Promise<boolean> => {
    if (busy.current) return false
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
      tellTaken(taken)
      if (isHere.current) done(taken)
      return true
    } catch (error) {
      const failed = failedAs(asProblem(error), box.wanted.emergencyNow === true)
      setSending(failed)
      isPromised.current = failed.kind === 'queued'
      if (!(isPromised.current || isHere.current)) toast(m.intake_left())
      return !isPromised.current
    } finally {
      busy.current = false
    }
  }, [intake, territoryId, done, box])

  useEffect(() => {
    if (sending.kind !== 'queued') return undefined
    const timer = setInterval(() => void attempt(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [sending.kind, attempt])

  const now = useRef(attempt)
  now.current = attempt
  useEffect(() => {
    isHere.current = true
    stopSendingOn(intake.draftId())
    return () => {
      isHere.current = false
      // In development React takes a page away and puts it back at once: nobody has left.
      queueMicrotask(() => {
        const isLeft = !isHere.current && isPromised.current
        if (isLeft && box.waiting !== undefined) sendOn(intake.draftId(), now.current)
      })
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for the form: what it calls at its end is the newest
  }, [])

  const send = useCallback(
    (options: SendOptions = {}) => {
      const isUnderWay = busy.current || box.waiting !== undefined
      want(box, options, isUnderWay)
      isPromised.current = true
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
