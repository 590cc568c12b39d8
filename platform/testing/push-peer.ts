import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Subscription } from '#platform/gateways/push.ts'
import type { Asked, Manner, Received, Told } from './push-words.ts'

const PROCESS = fileURLToPath(new URL('./push-service.ts', import.meta.url))

/** A push service in a process of its own, on the loopback, in the hands of a test. */
export type PushPeer = {
  /** What a browser would give out to who signs with this key. */
  readonly device: (publicKey: string) => Promise<Subscription>
  readonly behave: (device: Subscription, manner: Manner) => Promise<void>
  /** What came to a device, oldest first, as it reads it. */
  readonly received: (device: Subscription) => Promise<readonly Received[]>
  readonly close: () => void
}

/** Starts it. */
export async function openPushPeer(): Promise<PushPeer> {
  const child = fork(PROCESS, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await heard(child, 'ready')
  let last: Promise<unknown> = Promise.resolve()
  // One question at a time: the answers carry no name.
  const ask = <K extends Told['kind']>(asked: Asked, kind: K) => {
    const answer = last.then(() => {
      const told = heard(child, kind)
      child.send(asked)
      return told
    })
    last = answer
    return answer
  }
  return {
    device: async (publicKey) => (await ask({ kind: 'device', publicKey }, 'made')).subscription,
    async behave({ endpoint }, manner) {
      await ask({ kind: 'behave', device: idOf(endpoint), manner }, 'done')
    },
    async received({ endpoint }) {
      const { received } = await ask({ kind: 'received' }, 'received')
      return received.filter((one) => one.device === idOf(endpoint))
    },
    close: () => void child.kill(),
  }
}

const idOf = (endpoint: string): string => new URL(endpoint).pathname.slice(1)

function heard<K extends Told['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<Told, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const isIt = (told: Told): told is Extract<Told, { kind: K }> => told.kind === kind
    const ended = (code: number | null): void =>
      reject(new Error(`the push service ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (told: Told) => {
      child.off('exit', ended)
      if (isIt(told)) resolve(told)
      else reject(new Error(`the push service said ${told.kind}`))
    })
  })
}
