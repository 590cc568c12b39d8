import { expect, it } from 'vitest'
import { makeLock, openWith, sealFor } from './seal.ts'

const WORD = 'parola di prova è lunga'

it('what is closed in without the word is opened by the word alone', async () => {
  const lock = await makeLock(WORD)
  const first = await sealFor(lock, 'Ada Prova, +39 06 5550 0001')
  const second = await sealFor({ publicKey: lock.publicKey }, 'Più tardi')
  expect(await openWith(WORD, lock, first)).toBe('Ada Prova, +39 06 5550 0001')
  expect(await openWith(WORD, lock, second)).toBe('Più tardi')
  // The same letters, composed otherwise on another keyboard.
  expect(await openWith(WORD.normalize('NFD'), lock, first)).toBe('Ada Prova, +39 06 5550 0001')
  expect(await openWith(`${WORD} `, lock, first)).toBeUndefined()
  expect(await openWith('', lock, first)).toBeUndefined()
})

it('neither lock nor what is closed in holds the words or the word, and a changed bit is seen', async () => {
  const lock = await makeLock(WORD)
  const sealed = await sealFor(lock, 'Ada Prova')
  const kept = [...Object.values(lock), ...Object.values(sealed)]
    .map((part) => new TextDecoder('latin1').decode(part))
    .join(' ')
  expect(kept).not.toContain('Ada')
  expect(kept).not.toContain('parola')
  const changed = Uint8Array.from(sealed.words)
  changed[0] = (changed[0] ?? 0) ^ 1
  expect(await openWith(WORD, lock, { ...sealed, words: changed })).toBeUndefined()
  const other = await makeLock(WORD)
  expect(await openWith(WORD, other, sealed)).toBeUndefined()
})
