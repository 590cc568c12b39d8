import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Lock, Sealed } from './seal.ts'

/** One person's envelope on this machine. Name and hour stand in clear, to choose it by; all else is closed in. */
export type Kept = {
  readonly staffId: string
  readonly name: string
  /** When it was last filled: ISO instant, and as it is read. */
  readonly at: string
  readonly made: string
  readonly lock: Lock
  readonly sealed: Sealed
}

interface Shelf extends DBSchema {
  envelope: { key: string; value: Kept }
}

async function withShelf<T>(work: (shelf: IDBPDatabase<Shelf>) => Promise<T>): Promise<T> {
  const shelf = await openDB<Shelf>('approdo-busta', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('envelope', { keyPath: 'staffId' }),
  })
  try {
    return await work(shelf)
  } finally {
    shelf.close()
  }
}

/** The envelopes on this machine, the newest first. */
export async function keptEnvelopes(): Promise<readonly Kept[]> {
  const all = await withShelf((shelf) => shelf.getAll('envelope'))
  return all.toSorted((a, b) => (a.at < b.at ? 1 : -1))
}

/** Keeps one in the place of the person's former one. */
export async function keepEnvelope(kept: Kept): Promise<void> {
  await withShelf((shelf) => shelf.put('envelope', kept))
}

/** Takes one away from this machine. */
export async function dropEnvelope(staffId: string): Promise<void> {
  await withShelf((shelf) => shelf.delete('envelope', staffId))
}
