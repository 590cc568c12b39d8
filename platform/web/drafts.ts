import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { bytesIn } from './base64.ts'
import { openInstantSeal } from './instant-seal.ts'
import { type Draft, openTails, type Tails } from './tails.ts'

interface DraftTable extends DBSchema {
  draft: {
    key: [string, string]
    value: {
      staffId: string
      id: string
      at: string
      iv: Uint8Array<ArrayBuffer>
      sealed: ArrayBuffer
    }
    indexes: { 'by-staff': string }
  }
}

/** The drafts of one person on this machine, sealed with a key that only a sign-in gives. */
export interface DraftStore {
  /** Has kept it, sealed, when it returns; the promise tells when it is kept for as long as the browser keeps anything. */
  put(id: string, value: unknown, at: string): Promise<void>
  list(): Promise<readonly Draft[]>
  remove(id: string): Promise<void>
  wipe(): Promise<void>
}

type Table = {
  readonly put: (draft: Draft) => Promise<void>
  readonly list: () => Promise<readonly Draft[]>
  readonly remove: (id: string) => Promise<void>
  readonly wipe: () => Promise<void>
}

/**
 * Opens the drafts of `staffId`. `draftKey` is base64 of 16 or 32 bytes from the session; what an older key
 * sealed can no longer be read and is dropped by `list`. Each writing is put down as a tail before `put` returns, and
 * taken up again once the table has it: a page closed in between finds the tail when it is opened again.
 */
export async function openDrafts(staffId: string, draftKey: string): Promise<DraftStore> {
  const key = bytesIn(draftKey)
  const tails = openTails(await openInstantSeal(key), staffId, localStorage)
  const opening = openTable(staffId, key)
  // Each call waits for it and tells; until then nobody would hear.
  opening.catch(() => undefined)
  // The clock may be set back while a form is open: what is written later is later all the same.
  let last: string | undefined
  const later = (at: string): string => {
    last = last === undefined || isAsLate(at, last) ? at : last
    return last
  }
  return {
    async put(id, value, asked) {
      const draft = { id, at: later(asked), value }
      const settle = atOnce(tails, draft)
      await (await opening).put(draft)
      settle()
    },
    async list() {
      const table = await opening.catch(() => undefined)
      const drafts = new Map((await table?.list())?.map((draft) => [draft.id, draft]))
      for (const tail of tails.list()) {
        const { drop, ...draft } = tail
        const row = drafts.get(draft.id)
        const isNewer = row === undefined || isAsLate(draft.at, row.at)
        if (isNewer) drafts.set(draft.id, draft)
        if (table !== undefined && (!isNewer || (await isPut(table, draft)))) drop()
      }
      const newest = [...drafts.values()].toSorted((a, b) => (isAsLate(a.at, b.at) ? -1 : 1))
      if (newest[0] !== undefined) later(newest[0].at)
      return newest
    },
    async remove(id) {
      tails.drop(id)
      await (await opening).remove(id)
    },
    async wipe() {
      tails.wipe()
      await (await opening).wipe()
    },
  }
}

async function isPut(table: Table, draft: Draft): Promise<boolean> {
  return await table.put(draft).then(
    () => true,
    () => false,
  )
}

function isAsLate(at: string, other: string): boolean {
  return Temporal.Instant.compare(at, other) >= 0
}

/** Where there is no room for a tail, the table has the words a moment later all the same. */
function atOnce(tails: Tails, draft: Draft): () => void {
  try {
    return tails.put(draft)
  } catch {
    return () => undefined
  }
}

async function openTable(staffId: string, bytes: Uint8Array<ArrayBuffer>): Promise<Table> {
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const db = await openDB<DraftTable>('approdo-drafts', 1, {
    upgrade(fresh) {
      fresh
        .createObjectStore('draft', { keyPath: ['staffId', 'id'] })
        .createIndex('by-staff', 'staffId')
    },
  })
  // Sealing may finish in another order than it began: older words never go over newer ones.
  const order = newestFirst()
  return {
    async put({ id, at, value }) {
      const isNewest = order(id)
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: name(staffId, id) },
        key,
        plain,
      )
      if (isNewest()) await db.put('draft', { staffId, id, at, iv, sealed })
    },
    list: () => openAll(db, key, staffId),
    async remove(id) {
      // What is still being sealed does not come back after it.
      order(id)()
      await db.delete('draft', [staffId, id])
    },
    async wipe() {
      for (const found of await db.getAllKeysFromIndex('draft', 'by-staff', staffId))
        await db.delete('draft', found)
    },
  }
}

/** Gives each writing of a draft its turn; the answer tells whether a later one has already gone before it. */
export function newestFirst(): (id: string) => () => boolean {
  const gone = new Map<string, number>()
  let count = 0
  return (id) => {
    count += 1
    const turn = count
    return () => {
      if (turn < (gone.get(id) ?? 0)) return false
      gone.set(id, turn)
      return true
    }
  }
}

async function openAll(
  db: IDBPDatabase<DraftTable>,
  key: CryptoKey,
  staffId: string,
): Promise<readonly Draft[]> {
  const drafts: Draft[] = []
  for (const row of await db.getAllFromIndex('draft', 'by-staff', staffId)) {
    const additionalData = name(staffId, row.id)
    const plain = await crypto.subtle
      .decrypt({ name: 'AES-GCM', iv: row.iv, additionalData }, key, row.sealed)
      .catch(() => undefined)
    if (plain === undefined) await db.delete('draft', [staffId, row.id])
    else drafts.push({ id: row.id, at: row.at, value: JSON.parse(new TextDecoder().decode(plain)) })
  }
  return drafts
}

function name(staffId: string, id: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${staffId}/${id}`)
}
