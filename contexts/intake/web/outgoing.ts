import { useEffect, useState } from 'react'
import { serverNowMs } from '#platform/web/clock.ts'
import type { DraftStore } from '#platform/web/drafts.ts'
import { isOpenAnywhere, isOpenHere, onDraftsMoved, tellWindows } from './draft-windows.ts'
import { isSameForm } from './form.ts'
import { deliver, type Mailbox } from './letters.ts'
import { type LocalDraft, type LocalStore, type LocalWords, readLocal } from './local-drafts.ts'
import { mayPass, postLetter, tellTaken } from './posting.ts'
import { isSendingOn } from './sending-on.ts'

/** A report of this machine that was sent and has no answer yet. */
export type Outgoing = {
  readonly draftId: string
  readonly isEmergency: boolean
  /** Its form stands on this page, and says so itself. */
  readonly isOpenHere: boolean
}

const AGAIN_MS = 5_000
/** One window of the browser sends: the same letter from two would only be read twice. */
const LOCK = 'approdo-in-partenza'

/** The drafts of which a letter waits for its answer. */
export function waitingOf(
  drafts: readonly LocalDraft[],
): readonly (LocalDraft & { readonly box: Mailbox })[] {
  return drafts.flatMap((draft) => {
    const { box } = draft.begin
    return box?.waiting === undefined ? [] : [{ ...draft, box }]
  })
}

/**
 * Sends what waits of one draft as this machine kept it. What is refused is a draft again, and answers `refused`; what gets
 * no answer stays as it is.
 */
export async function sendKept(
  store: DraftStore,
  draft: LocalDraft & { readonly box: Mailbox },
  post: Parameters<typeof deliver>[3]['post'] = postLetter,
): Promise<'sent' | 'waits' | 'refused'> {
  const { begin, box, territoryId } = draft
  const { startedAt, version } = begin
  const sent = box.waiting?.form
  // Read back from the machine they are two copies of the same words: nothing is to be sent after them.
  const form = sent !== undefined && isSameForm(sent, begin.form) ? sent : begin.form
  const words: LocalWords = { ...draft, form, startedAt, version, territoryId, box }
  const keep = (): void => {
    const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
    void store.put(begin.id, wordsOf(words), at).catch(() => undefined)
  }
  const draftId = box.waiting?.draftId ?? begin.id
  try {
    const frame = { draftId, territoryId, startedAt }
    const taken = await deliver(box, frame, () => form, { post, mayPass, keep })
    tellTaken(taken)
    await store.remove(begin.id)
    tellWindows('sent', begin.id)
    return 'sent'
  } catch (error) {
    return mayPass(error) ? 'waits' : 'refused'
  }
}

function wordsOf({
  form,
  startedAt,
  territoryId,
  version,
  unsent,
  stroke,
  tried,
  box,
}: LocalWords) {
  return { form, startedAt, territoryId, version, unsent, stroke, tried, box }
}

/**
 * What was promised to leave by itself leaves from whatever page is open, also after a page was read again, closed or
 * locked: the letters are on this machine, under the key of who wrote them. `refused`: what the server did not take.
 */
export function useOutgoing(store: LocalStore): {
  readonly waiting: readonly Outgoing[]
  readonly refused: readonly string[]
  /** This machine was looked at: until then nobody knows whether something waits. */
  readonly isLooked: boolean
} {
  const [found, setFound] = useState<readonly Outgoing[]>()
  const [refused, setRefused] = useState<readonly string[]>([])
  useEffect(() => {
    if (store === undefined || store === null) return undefined
    const round = rounds(store, (waiting, failed) => {
      setFound(waiting)
      if (failed.length > 0) setRefused((before) => [...new Set([...before, ...failed])])
    })
    let isAny = true
    const run = async (): Promise<void> => {
      isAny = await round()
    }
    const tick = (): void => {
      if (isAny) void run()
    }
    void run()
    const timer = setInterval(tick, AGAIN_MS)
    const stop = onDraftsMoved(() => void run())
    addEventListener('online', tick)
    return () => {
      clearInterval(timer)
      stop()
      removeEventListener('online', tick)
    }
  }, [store])
  return {
    waiting: found ?? [],
    refused: refused.filter((id) => !isOpenHere(id)),
    isLooked: found !== undefined || store === null,
  }
}

/** One round at a time: tells what waits, sends what nobody else sends, and tells what still waits: answers whether anything does. */
function rounds(
  store: DraftStore,
  tell: (waiting: readonly Outgoing[], refused: readonly string[]) => void,
): () => Promise<boolean> {
  let running: Promise<boolean> | undefined
  const told = async (refused: readonly string[]): Promise<boolean> => {
    const waiting = waitingOf(await readLocal(store)).map(({ begin, box }) => ({
      ...{ draftId: begin.id, isEmergency: box.wanted.emergencyNow === true },
      isOpenHere: isOpenHere(begin.id),
    }))
    tell(waiting, refused)
    return waiting.length > 0
  }
  const once = async (): Promise<boolean> => {
    // Said before it is tried: a server that does not answer may be waited for a long time.
    if (!(await told([]))) return false
    const refused = await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
      lock === null ? [] : sendAll(store),
    )
    return await told(refused)
  }
  return async () => {
    // While one waits for the server, what moved meanwhile is told all the same.
    if (running !== undefined) return await told([])
    running = once().finally(() => {
      running = undefined
    })
    return await running
  }
}

async function sendAll(store: DraftStore): Promise<readonly string[]> {
  const refused: string[] = []
  for (const draft of waitingOf(await readLocal(store))) {
    const { id } = draft.begin
    if (isSendingOn(id) || (await isOpenAnywhere(id))) continue
    if ((await sendKept(store, draft)) === 'refused') refused.push(id)
  }
  return refused
}
