import type { SseItem } from './sse-parser.ts'

/** A colleague at a file, and the part of it in which they write. */
export type Present = { readonly id: string; readonly name: string; readonly where: string | null }
/** Who is at which file, by the id of the file. */
export type PresentFiles = Readonly<Record<string, readonly Present[]>>

/** How the server says it stands. */
export interface Health {
  /** Its log or its due work is behind. */
  readonly late: boolean
  /** Something that all servers do stands still since then; null: all goes. */
  readonly stillSince: string | null
  /** What stands still is what calls people, or nobody knows. */
  readonly callsNobody: boolean
  /** The parts that stand still, by the names that the server gives them. */
  readonly still: readonly string[]
}

/** What the live stream says to the pages. Rows stay unread here: each room reads its own with its contract. */
export type LiveMessage =
  /** A stream begins at `position`: what a page read at an earlier one may have missed something. */
  | { readonly kind: 'hello'; readonly position: number; readonly now: string }
  | {
      readonly kind: 'rows'
      readonly topic: string
      readonly position: number
      readonly upserts: readonly unknown[]
      readonly gone: readonly string[]
    }
  /** Who is at which file now: all of it each time. */
  | { readonly kind: 'presence'; readonly files: PresentFiles }
  | { readonly kind: 'reset' }
  | { readonly kind: 'closed'; readonly reason: string }
  | ({ readonly kind: 'health' } & Health)
  /** A sign of life with the server's instant; `ago` ms when it is told to a page that joins later. */
  | { readonly kind: 'beat'; readonly now: string; readonly ago?: number }

/** The message of one item of the stream; undefined for what this version does not know. */
export function readMessage(item: SseItem): LiveMessage | undefined {
  if (item.kind === 'beat') return { kind: 'beat', now: item.text }
  const data = parsed(item.data)
  if (item.event === 'reset') return { kind: 'reset' }
  if (item.event === 'health') return { kind: 'health', ...healthIn(data) }
  if (item.event === 'presence') return { kind: 'presence', files: presentIn(data['files']) }
  if (item.event === 'closed') return { kind: 'closed', reason: textIn(data, 'reason') }
  if (item.event === 'hello')
    return { kind: 'hello', position: positionIn(data, item), now: textIn(data, 'now') }
  if (!('upserts' in data)) return undefined
  return {
    kind: 'rows',
    topic: item.event,
    position: positionIn(data, item),
    upserts: listIn(data, 'upserts'),
    gone: listIn(data, 'gone').filter((id) => typeof id === 'string'),
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value))
      : {}
  } catch {
    return {}
  }
}

function healthIn(data: Readonly<Record<string, unknown>>): Health {
  const stillSince = textIn(data, 'stillSince')
  return {
    late: data['late'] === true,
    stillSince: stillSince === '' ? null : stillSince,
    callsNobody: data['callsNobody'] === true,
    still: listIn(data, 'still').filter((part) => typeof part === 'string'),
  }
}

function textIn(data: Readonly<Record<string, unknown>>, key: string): string {
  const value = data[key]
  return typeof value === 'string' ? value : ''
}

function presentIn(files: unknown): PresentFiles {
  if (typeof files !== 'object' || files === null) return {}
  return Object.fromEntries(
    Object.entries(files).map(([id, there]) => [
      id,
      Array.isArray(there) ? there.flatMap(someone) : [],
    ]),
  )
}

function someone(raw: unknown): readonly Present[] {
  if (typeof raw !== 'object' || raw === null) return []
  const { id, name, where }: Readonly<Record<string, unknown>> = { ...raw }
  if (typeof id !== 'string' || typeof name !== 'string') return []
  return [{ id, name, where: typeof where === 'string' ? where : null }]
}

function listIn(data: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const value = data[key]
  return Array.isArray(value) ? value : []
}

function positionIn(data: Readonly<Record<string, unknown>>, item: SseItem): number {
  const position = Number(data['position'] ?? (item.kind === 'message' ? item.id : undefined))
  return Number.isFinite(position) ? position : 0
}
