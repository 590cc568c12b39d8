import { type ReactNode, useEffect, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { isWritten } from './form.ts'
import { isSendingOn } from './sending-on.ts'
import type { Intake } from './use-intake.ts'

const BOARD = '/sala'

/** Says, whichever way a form is left, that what is written in it was not sent and where it is. After `useSend`. */
export function useLeftInDrafts(intake: Intake): void {
  const now = useRef(intake)
  useEffect(() => {
    now.current = intake
  }, [intake])
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      // In development React takes a page away and puts it back at once: nobody has left.
      queueMicrotask(() => {
        const { latest, isOver, draftId } = now.current
        if (isHere.current || isOver() || !isWritten(latest())) return
        toast(isSendingOn(draftId()) ? m.intake_left_leaving() : m.intake_left())
      })
    }
  }, [])
}

/** The way out of a form that covers the navigation: what is written stays. */
export function LeaveKey({ intake }: { readonly intake: Intake }): ReactNode {
  const go = useGo()
  const home = useSession().data?.home ?? BOARD
  return (
    <Button kind="quiet" icon="back" onPress={() => go(home)}>
      {isWritten(intake.form) ? m.intake_leave_kept() : m.intake_leave()}
    </Button>
  )
}
