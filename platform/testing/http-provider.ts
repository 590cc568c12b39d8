import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'

// A provider of messages and calls over HTTP, in a process of its own: it answers as it is told, and reports.

/** What the provider does with the next request. */
export type ProviderDoes = {
  readonly status: number
  readonly json?: unknown
  readonly location?: string
  /** Breaks the line instead of answering. */
  readonly cuts?: true
  /** Reports this before it answers. */
  readonly first?: Report
}

/** What it reports, signed where it has the secret. */
type Report = {
  readonly url: string
  readonly type: string
  readonly body: string
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type ToProvider =
  | { readonly do: 'next'; readonly with: readonly ProviderDoes[] }
  | ({ readonly do: 'report' } & Report)

export type Asked = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type FromProvider =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'asked'; readonly asked: Asked }
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly type: string
      readonly text: string
    }
  | { readonly kind: 'ready' }

let next: ProviderDoes[] = []

const say = (message: FromProvider): void => void process.send?.(message)

async function report({ url, type, body, secret, headers = {} }: Report): Promise<void> {
  const signature =
    secret === undefined ? '' : createHmac('sha256', secret).update(body).digest('hex')
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, 'x-firma': `sha256=${signature}`, ...headers },
    body,
  })
  const text = await reply.text()
  say({
    kind: 'answered',
    status: reply.status,
    type: reply.headers.get('content-type') ?? '',
    text,
  })
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

const server = createServer((request, reply) => {
  void (async () => {
    const body = await textOf(request)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const { method = '', url: path = '' } = request
    say({ kind: 'asked', asked: { method, path, headers, body } })
    const does = next.shift() ?? { status: 200 }
    if (does.cuts) return request.socket.destroy()
    if (does.first) await report(does.first)
    reply.writeHead(does.status, {
      'content-type': 'application/json',
      ...(does.location === undefined ? {} : { location: does.location }),
    })
    reply.end(JSON.stringify(does.json ?? {}))
  })()
})

process.on('disconnect', () => process.exit(0))
process.on('message', (order: ToProvider) => {
  if (order.do === 'report') return void report(order)
  next = [...order.with]
  say({ kind: 'ready' })
})
server.listen(0, '127.0.0.1', () => {
  const at = server.address()
  say({ kind: 'listening', port: typeof at === 'object' && at !== null ? at.port : 0 })
})
