import { chmodSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openKeyFile, vaultOf } from './vault.ts'

const vault = vaultOf(new Uint8Array(32).fill(1))

test('what is sealed is read again only in its own territory and for its own purpose', () => {
  const sealed = vault.seal('territorio-a', 'telefono', '+393000001234')
  expect(vault.open('territorio-a', 'telefono', sealed)).toBe('+393000001234')
  expect(() => vault.open('territorio-b', 'telefono', sealed)).toThrow()
  expect(() => vault.open('territorio-a', 'indirizzo', sealed)).toThrow()
})

test('an altered text is refused', () => {
  const sealed = vault.seal('a', 'b', 'segreto')
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  expect(() => vault.open('a', 'b', sealed)).toThrow()
})

test('equal values have equal fingerprints within a territory and different ones across', () => {
  expect(vault.fingerprint('a', 'telefono', 'x')).toEqual(vault.fingerprint('a', 'telefono', 'x'))
  expect(vault.fingerprint('a', 'telefono', 'x')).not.toEqual(
    vault.fingerprint('b', 'telefono', 'x'),
  )
})

test('the key file is made for its owner only, and refused when others can read it', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'chiave-')), 'sotto', 'master.key')
  const made = openKeyFile(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(openKeyFile(path).open('a', 'b', made.seal('a', 'b', 'testo'))).toBe('testo')
  chmodSync(path, 0o644)
  expect(() => openKeyFile(path)).toThrow(/chmod 600/u)
})
