import { ask } from '#platform/web/api.ts'
import { momentText } from '#platform/web/format.ts'
import { EnvelopeContent } from '../../contract-envelope.ts'
import { type Lock, makeLock, sealFor } from './seal.ts'
import { dropEnvelope, type Kept, keepEnvelope, keptEnvelopes } from './shelf.ts'
import { writtenEnvelope } from './words.ts'

/** Where an envelope is opened, and the script that answers there when the server does not. */
export const ENVELOPE_PAGE = '/busta'
const WORKER = '/assets/envelope-worker.js'
const SCRIPT = '/assets/envelope.js'
const SHEET = '/assets/pages.css'
const PAGES = 'approdo-busta'

/** Filled anew after so many minutes at a desk that is in use. */
const FRESH_MINUTES = 60
/** What nobody filled for so long leaves the machine. */
const KEPT_DAYS = 7

/** Prepares this person's envelope here, with the word that opens it. Throws what the server or the browser refuses. */
export async function prepare(staffId: string, word: string): Promise<Kept> {
  const kept = await filled(staffId, await makeLock(word))
  await keepPages()
  return kept
}

/**
 * Fills an envelope that is not fresh any more, without its word, and takes away what is old. Answers it as it stands then;
 * when the server does not answer, as it stood.
 */
export async function refresh(staffId: string, now: Temporal.Instant): Promise<Kept | undefined> {
  const all = await keptEnvelopes()
  const oldest = now.subtract({ hours: KEPT_DAYS * 24 })
  for (const one of all)
    if (Temporal.Instant.compare(one.at, oldest) < 0) await dropEnvelope(one.staffId)
  const mine = all.find((one) => one.staffId === staffId)
  if (mine === undefined) return undefined
  const fresh = now.subtract({ minutes: FRESH_MINUTES })
  if (Temporal.Instant.compare(mine.at, fresh) >= 0) return mine
  try {
    const anew = await filled(staffId, mine.lock)
    await keepPages()
    return anew
  } catch {
    return mine
  }
}

async function filled(staffId: string, lock: Lock): Promise<Kept> {
  const content = await ask({
    ...{ method: 'POST', path: '/api/shift-notes/envelope', reply: EnvelopeContent },
    idempotencyKey: crypto.randomUUID(),
  })
  const sealed = await sealFor(lock, JSON.stringify(writtenEnvelope(content)))
  const { name, at } = content
  const kept: Kept = { staffId, name, at, made: momentText(at), lock, sealed }
  await keepEnvelope(kept)
  return kept
}

/** Keeps the page that opens it, with its scripts and sheet, and has it answered here when the server is away. */
async function keepPages(): Promise<void> {
  const pages = await caches.open(PAGES)
  const taken = new Set<string>()
  const take = async (path: string): Promise<void> => {
    if (taken.has(path)) return
    taken.add(path)
    const answer = await fetch(path, { credentials: 'omit', cache: 'no-cache' })
    if (!answer.ok) throw new Error('a page of the envelope is missing')
    const text = path.endsWith('.js') ? await answer.clone().text() : ''
    await pages.put(path, answer)
    for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/gu))
      await take(`/assets/${name}`)
  }
  for (const path of [ENVELOPE_PAGE, SCRIPT, SHEET]) await take(path)
  await navigator.serviceWorker.register(WORKER, { scope: ENVELOPE_PAGE })
}
