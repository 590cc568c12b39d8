import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { readAnew } from './use-live.ts'

const KEY = ['file', 'a']

/** A page that shows a reading which takes as long as the test wants. */
function page() {
  const server = { value: 'before', asked: 0 }
  const waiting: (() => void)[] = []
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 10_000, networkMode: 'always' } },
  })
  const observer = new QueryObserver(client, {
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      server.asked += 1
      const read = server.value
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve)
        signal.addEventListener('abort', () => reject(new Error('given up')))
      })
      return read
    },
  })
  const leave = observer.subscribe(() => undefined)
  const answer = () => {
    for (const go of waiting.splice(0)) go()
  }
  return { client, server, answer, leave, shown: () => client.getQueryData(KEY) }
}

test('what moves while the first reading is under way is shown', async () => {
  const { client, server, answer, leave, shown } = page()
  await expect.poll(() => server.asked).toBe(1)
  server.value = 'after'
  readAnew(client, KEY)
  await expect.poll(() => server.asked).toBe(2)
  answer()
  await expect.poll(shown).toBe('after')
  leave()
})

test('one message heard by several blocks of a page asks once', async () => {
  const { client, server, answer, leave, shown } = page()
  await expect.poll(() => server.asked).toBe(1)
  answer()
  await expect.poll(shown).toBe('before')
  for (let block = 0; block < 4; block += 1) readAnew(client, KEY)
  await expect.poll(() => server.asked).toBe(2)
  answer()
  await expect.poll(() => client.isFetching()).toBe(0)
  expect(server.asked).toBe(2)
  leave()
})
