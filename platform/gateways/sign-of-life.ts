import { GatewayError } from './mail.ts'

const TIMEOUT_MS = 5000

/** Says outside that the service goes on. Whoever hears nothing for a while calls whoever looks after the system. */
export type SignOfLife = () => Promise<void>

/** One empty POST to the address of a monitor; whatever it answers but success is a fault of the monitor. */
export function httpSignOfLife(url: string): SignOfLife {
  return async () => {
    let reply: Response
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      reply = await fetch(url, { method: 'POST', redirect: 'error', signal })
    } catch {
      throw new GatewayError('unreachable', true)
    }
    await reply.body?.cancel()
    if (reply.status >= 300) throw new GatewayError(`monitor-${reply.status}`, true)
  }
}
