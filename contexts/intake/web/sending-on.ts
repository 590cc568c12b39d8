/** What was promised to leave by itself from forms that are no longer shown, by draft. */
const promised = new Map<string, ReturnType<typeof setInterval>>()

const AGAIN_MS = 5_000

/**
 * Goes on sending from whatever page is shown: a form that said *parte da sola* keeps its word when it is left. `attempt`
 * answers whether it is over.
 */
export function sendOn(draftId: string, attempt: () => Promise<boolean>): void {
  stopSendingOn(draftId)
  const again = async (): Promise<void> => {
    if (await attempt()) stopSendingOn(draftId)
  }
  promised.set(
    draftId,
    setInterval(() => void again(), AGAIN_MS),
  )
}

/** The form is open again, or its draft was wiped: nothing leaves by itself any more. */
export function stopSendingOn(draftId: string): void {
  clearInterval(promised.get(draftId))
  promised.delete(draftId)
}

/** True while what was written in this draft leaves by itself. */
export function isSendingOn(draftId: string): boolean {
  return promised.has(draftId)
}
