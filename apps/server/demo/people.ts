import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** An invented person who can sign in to the demo. */
export type DemoPerson = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly territory: string
  readonly roles: readonly string[]
  readonly totpSecret: string
}

/** What the demo keeps beside its database, in a file that only its owner can read. */
export type DemoSecrets = { readonly password: string; readonly people: readonly DemoPerson[] }

/** Reads the demo's people, or undefined when the demo has not been made yet. */
export function readPeople(path: string): DemoSecrets | undefined {
  if (!existsSync(path)) return undefined
  return JSON.parse(readFileSync(path, 'utf8')) as DemoSecrets
}

/** Keeps the demo's people for the next start. */
export function keepPeople(path: string, secrets: DemoSecrets): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
}
