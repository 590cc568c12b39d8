import { GatewayError } from './mail.ts'
import { isSignatureOf, reportText, signText, type TelephoneGateway } from './telephone.ts'

const TIMEOUT_MS = 5000

/**
 * A provider of calls and messages over HTTP: one POST of JSON each, signed with the shared secret. An answer of 4xx
 * is final, but for 408 and 429; no answer, or 5xx, is tried again under the same key.
 */
export function httpTelephone(url: string, secret: string): TelephoneGateway {
  const post = async (order: object, idempotencyKey: string): Promise<void> => {
    const body = JSON.stringify(order)
    let status: number
    try {
      const reply = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          'x-approdo-signature': signText(secret, body),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await reply.body?.cancel()
      status = reply.status
    } catch {
      throw new GatewayError('unreachable', true)
    }
    if (status >= 300) throw new GatewayError(`telephone-${status}`, isRetryable(status))
  }
  return {
    send: (message, key) => post({ ...message, key }, key),
    connect: (order, key) => post({ ...order, key }, key),
    hangUp: (key) => post({ kind: 'hang-up', key }, `${key}-hang-up`),
    isSigned: (report, signature) => isSignatureOf(secret, reportText(report), signature),
  }
}

function isRetryable(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}
