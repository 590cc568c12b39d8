import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Messenger } from '#platform/gateways/messenger.ts'
import { HAND_OVER_MS, smppMessenger } from '#platform/gateways/smpp.ts'
import { smppOptions } from '#platform/gateways/smpp-url.ts'
import type { FromCentre, ToCentre } from '#platform/testing/message-centre.ts'
import { type Peer, startPeer } from '#platform/testing/peer-process.ts'
import { LEASE_SECONDS } from './outbox-lease.ts'

// A centre that takes one part at a time and falls silent. The waits are moved on by hand: nothing here takes their time.

const LONG = { kind: 'sms', to: '+393000001234', text: 'Una riga lunga. '.repeat(25) } as const
const SHORT = { kind: 'sms', to: '+393000001234', text: 'Una chiamata' } as const
const ANSWER_MS = 5000

let centre: Peer<ToCentre, FromCentre>
let messenger: Messenger

const count = (kind: FromCentre['kind'], said = centre.said) =>
  said.filter((one) => one.kind === kind).length
const until = (kind: FromCentre['kind'], times: number) =>
  centre.until((said) => count(kind, said) >= times)

async function does(what: ToCentre): Promise<void> {
  const before = count('done')
  centre.tell(what)
  await until('done', before + 1)
}

beforeAll(async () => {
  centre = startPeer(new URL('../testing/message-centre.ts', import.meta.url))
  centre.tell({ do: 'listen', port: 0 })
  await until('listening', 1)
  const [listening] = centre.said
  const port = listening?.kind === 'listening' ? listening.port : 0
  const options = smppOptions(`smpp://pis:segreta@127.0.0.1:${port}?from=PIS&window=1`)
  if (!options) throw new Error('no address')
  messenger = smppMessenger(options)
  messenger.start?.(async () => undefined)
  await until('bound', 1)
  await messenger.send(SHORT, 'first')
})
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterAll(async () => {
  vi.useRealTimers()
  await messenger.stop?.()
  await until('gone', 1)
  await centre.close()
})

it('is left before another sender takes the message in hand, and is not asked for the rest of it', async () => {
  const before = count('submitted')
  await does({ do: 'next', with: ['says-nothing', 'says-nothing', 'takes'] })
  const sending = messenger.send(LONG, 'long').catch((error: unknown) => error)
  await until('submitted', before + 1)
  vi.advanceTimersByTime(ANSWER_MS)
  await until('submitted', before + 2)
  vi.advanceTimersByTime(HAND_OVER_MS - ANSWER_MS)
  expect(await sending).toMatchObject({ code: 'smpp-silent', retryable: true })
  // The second part is waited for no more: the place goes to the next message, not to the third part.
  vi.advanceTimersByTime(ANSWER_MS)
  await expect(messenger.send(SHORT, 'short')).resolves.toHaveLength(1)
  expect(count('submitted')).toBe(before + 3)
})

it('holds up a second message no longer than that either', async () => {
  const before = count('submitted')
  await does({ do: 'next', with: ['says-nothing', 'says-nothing', 'says-nothing'] })
  const first = messenger.send(LONG, 'one').catch((error: unknown) => error)
  await until('submitted', before + 1)
  const second = messenger.send(SHORT, 'two').catch((error: unknown) => error)
  vi.advanceTimersByTime(HAND_OVER_MS)
  const codes = [await first, await second]
  expect(codes).toEqual([
    expect.objectContaining({ code: 'smpp-silent' }),
    expect.objectContaining({ code: 'smpp-silent' }),
  ])
})

it('leaves time to write down what became of it, within the lease', () => {
  expect(HAND_OVER_MS).toBeLessThanOrEqual((LEASE_SECONDS * 1000 * 2) / 3)
})
