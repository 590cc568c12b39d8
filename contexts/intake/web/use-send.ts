import { useCallback, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { tellWindows } from './draft-windows.ts'
import { deliver, type Mailbox, type SendOptions, type Taken, want } from './letters.ts'
import { mayPass, postLetter, tellTaken } from './posting.ts'
import { sendOn, stopSendingOn } from './sending-on.ts'
import type { Intake } from './use-intake.ts'

/** How sending stands. `queued`: the network is away, it is tried again by itself, nothing has left yet. */
export type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' | 'queued'; readonly isEmergency: boolean }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

const AGAIN_MS = 5_000

/** True while something is on its way. */
export function isSending(sending: Sending): boolean {
  return sending.kind === 'sending' || sending.kind === 'queued'
}

/** True while something is on its way as an emergency: the key has done its work. */
export function isEmergencySending(sending: Sending): boolean {
  return (sending.kind === 'sending' || sending.kind === 'queued') && sending.isEmergency
}

function sendingAtFirst(box: Mailbox): Sending {
  return box.waiting === undefined
    ? { kind: 'idle' }
    : { kind: 'queued', isEmergency: box.wanted.emergencyNow === true }
}

function failedAs(problem: ApiProblem, isEmergency: boolean): Sending {
  return mayPass(problem) ? { kind: 'queued', isEmergency } : { kind: 'refused', problem }
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
  const { box } = intake
  const [sending, setSending] = useState<Sending>(() => sendingAtFirst(box))
  const busy = useRef(false)
  const isHere = useRef(true)
  const isPromised = useRef(box.waiting !== undefined)

  // Answers whether nothing is left to be tried again.
  const attempt = useCallback(async (): Promise<boolean> => {
    if (busy.current) return false
    busy.current = true
    const { startedAt, latest, keep } = intake
    const way = { post: postLetter, mayPass, keep }
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
    // The other pages of this machine know it too, and keep the word when this one is closed.
    tellWindows('kept', intake.draftId())
    const timer = setInterval(() => void attempt(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [sending.kind, attempt, intake])

  const now = useRef(attempt)
  now.current = attempt
  useEffect(() => {
    isHere.current = true
    stopSendingOn(intake.draftId())
    // What was sent before the page was read again, and got no answer, goes on leaving by itself: it was promised.
    if (box.waiting !== undefined) void now.current()
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
