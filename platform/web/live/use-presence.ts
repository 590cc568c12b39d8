import { use, useEffect, useRef, useSyncExternalStore } from 'react'
import { NOBODY } from './client.ts'
import type { Present, PresentFiles } from './messages.ts'
import { LiveContext } from './use-live.ts'

const SAY_EVERY_MS = 15_000
const deaf = (): (() => void) => () => undefined

/** Which window this is: two windows of one person may show two files. */
const desk = crypto.randomUUID()

/** Who is at which file now. */
export function usePresence(): PresentFiles {
  const live = use(LiveContext)
  return useSyncExternalStore(live?.listen ?? deaf, () => live?.presence() ?? NOBODY)
}

/** The others at one file. */
export function othersAt(
  files: PresentFiles,
  id: string,
  me: string | undefined,
): readonly Present[] {
  return (files[id] ?? []).filter((one) => one.id !== me)
}

const unsaid = new Set<string>()

/** The file is no longer for this person: the window falls silent, since even a farewell would be refused. */
export function leaveUnsaid(fileId: string): void {
  unsaid.add(fileId)
}

/** True of a file that this window itself gave out of its hands. */
export function isLeft(fileId: string): boolean {
  return unsaid.has(fileId)
}

/**
 * Says to the colleagues that this window shows a file, and in which part of it something is being written. A window
 * that nobody looks at falls silent, and is forgotten.
 */
export function useSayPresence(fileId: string, where: string | null, isShown: boolean): void {
  const latest = useRef(where)
  latest.current = where
  const saying = useRef<() => void>(undefined)
  useEffect(() => {
    if (!isShown) return
    unsaid.delete(fileId)
    let isRefused = false
    const say = async (stays: boolean): Promise<void> => {
      if (isRefused || unsaid.has(fileId) || (stays && document.hidden)) return
      // Refused once is refused for good where the file is no longer for this person. A lost sign is no loss.
      isRefused = await sign(fileId, latest.current, stays)
    }
    saying.current = () => void say(true)
    void say(true)
    const timer = setInterval(() => void say(true), SAY_EVERY_MS)
    const onShown = (): void => void say(true)
    const onLeft = (): void => void say(false)
    document.addEventListener('visibilitychange', onShown)
    addEventListener('pagehide', onLeft)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onShown)
      removeEventListener('pagehide', onLeft)
      saying.current = undefined
      onLeft()
    }
  }, [fileId, isShown])
  const said = useRef(where)
  useEffect(() => {
    if (said.current === where) return
    said.current = where
    saying.current?.()
  }, [where])
}

/** A desk that is locked, a sign-in that ended, too many at once: all of them pass. */
const PASSING: readonly number[] = [401, 408, 423, 429]

/** True when the same sign would be refused again: the file is not there for this person. */
export function isRefusedForGood(status: number): boolean {
  return status >= 400 && status < 500 && !PASSING.includes(status)
}

/** True when it was refused for good. Not through `ask`: it is not tried again, and it keeps no key. */
async function sign(fileId: string, where: string | null, stays: boolean): Promise<boolean> {
  try {
    const reply = await fetch(`/api/interventions/${fileId}/presence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      keepalive: true,
      body: JSON.stringify({ desk, where, stays }),
    })
    return isRefusedForGood(reply.status)
  } catch {
    return false
  }
}
