import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

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

/** A draft as it was last written on this machine. `at` is the server's time, ISO. */
export interface Draft {
  readonly id: string
  readonly at: string
  readonly value: unknown
}

/** The drafts of one person on this machine, sealed with a key that only a sign-in gives. */
export interface DraftStore {
  put(id: string, value: unknown, at: string): Promise<void>
  list(): Promise<readonly Draft[]>
  remove(id: string): Promise<void>
  wipe(): Promise<void>
}

/**
 * Opens the drafts of `staffId`. `draftKey` is base64 of 16 or 32 bytes from the session; what an older key
 * sealed can no longer be read and is dropped by `list`.
 */
export async function openDrafts(staffId: string, draftKey: string): Promise<DraftStore> {
  const key = await crypto.subtle.importKey('raw', bytesOf(draftKey), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
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
    async put(id, value, at) {
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
    remove: (id) => db.delete('draft', [staffId, id]),
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
  return drafts.toSorted((a, b) => b.at.localeCompare(a.at))
}

function name(staffId: string, id: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${staffId}/${id}`)
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
