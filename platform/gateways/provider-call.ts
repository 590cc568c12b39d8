import { GatewayError } from './mail.ts'
import type { Template } from './provider-schema.ts'
import { type Filling, filled, filledAll } from './provider-words.ts'

const TIMEOUT_MS = 5000
const MOST_BYTES = 64 * 1024

/** What a provider is asked over HTTP, as its description has it. */
export type Order = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly json?: Template | undefined
  readonly form?: Readonly<Record<string, string>> | undefined
}

/** Its answer; `value`: the JSON or the form in it, undefined when it is neither. */
export type Answered = { readonly status: number; readonly value: unknown }

/**
 * Asks a provider, at the place of its description and nowhere else: no redirect is followed, and what an error says is
 * a code. Throws a retryable `GatewayError` when there is no answer.
 */
export async function callProvider(order: Order, filling: Filling): Promise<Answered> {
  const { values } = filling
  const url = order.url.replaceAll('{id}', () => encodeURIComponent(values['id'] ?? ''))
  const headers = Object.entries(order.headers).map(
    ([name, text]) => [name.toLowerCase(), filled(text, filling)] as const,
  )
  const body = bodyOf(order, filling)
  try {
    const reply = await fetch(url, {
      method: order.method,
      headers: Object.fromEntries([
        ...(body === null ? [] : [['content-type', body.type] as const]),
        ...headers,
      ]),
      body: body?.text ?? null,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { status: reply.status, value: valueOf(await textOf(reply)) }
  } catch {
    throw new GatewayError('provider-away', true)
  }
}

function bodyOf(
  { json, form }: Order,
  filling: Filling,
): { readonly type: string; readonly text: string } | null {
  if (json !== undefined)
    return { type: 'application/json', text: JSON.stringify(filledAll(json, filling)) }
  if (form === undefined) return null
  const fields = Object.entries(form).map(([name, text]) => [name, filled(text, filling)])
  return {
    type: 'application/x-www-form-urlencoded',
    text: new URLSearchParams(fields).toString(),
  }
}

/** The answer as text, as far as it is of a size that an answer has. */
async function textOf(reply: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of reply.body ?? []) {
    length += part.byteLength
    if (length > MOST_BYTES) break
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** JSON, or else the fields of a form. */
export function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return Object.fromEntries(new URLSearchParams(text))
  }
}

/** True when a status is one of these, written as `429` or `500-599`. */
export function isStatus(among: readonly string[], status: number): boolean {
  return among.some((one) => {
    const [from, to = from] = one.split('-').map(Number)
    return from !== undefined && to !== undefined && from <= status && status <= to
  })
}
