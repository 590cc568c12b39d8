import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'

/** Where sealed files are kept, each under the hash of its content: written before the row that names it. */
export type FileStore = {
  /** Keeps the bytes and answers their name. The same bytes twice are one file. */
  readonly write: (territory: TerritoryId, bytes: Uint8Array) => Promise<string>
  /** The bytes again; throws when they are gone or differ from their name. */
  readonly read: (territory: TerritoryId, name: string) => Promise<Uint8Array>
  /** Names of what was written before an instant of the machine. */
  readonly writtenBefore: (territory: TerritoryId, machine: Instant) => Promise<readonly string[]>
  readonly remove: (territory: TerritoryId, name: string) => Promise<void>
}

const NAME = /^[0-9a-f]{64}$/u

function nameOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A folder of this machine: one folder per territory, readable by the server alone. */
export function folderStore(root: string): FileStore {
  const folder = (territory: TerritoryId) => join(root, territory)
  return {
    async write(territory, bytes) {
      const name = nameOf(bytes)
      await mkdir(folder(territory), { recursive: true, mode: 0o700 })
      const path = join(folder(territory), name)
      const half = `${path}.${crypto.randomUUID()}.part`
      const file = await open(half, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        // The row that will name it is durable: so must the file be before it.
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(half, path)
      return name
    },
    async read(territory, name) {
      if (!NAME.test(name)) throw new RangeError('not the name of a kept file')
      const bytes = await readFile(join(folder(territory), name))
      if (nameOf(bytes) !== name) throw new Error('a kept file was altered')
      return bytes
    },
    async writtenBefore(territory, machine) {
      const names = await readdir(folder(territory)).catch(() => [])
      const old: string[] = []
      for (const name of names) {
        const facts = await stat(join(folder(territory), name)).catch(() => undefined)
        if (facts && facts.mtimeMs < machine.epochMilliseconds) old.push(name)
      }
      return old
    },
    async remove(territory, name) {
      await unlink(join(folder(territory), name)).catch(() => undefined)
    },
  }
}
