import { createHmac, timingSafeEqual } from 'node:crypto'
import { GatewayError } from './mail.ts'
import type { Asking, Messenger, ReadReport, ReportRequest, Reports } from './messenger.ts'
import { callProvider, isStatus, valueOf } from './provider-call.ts'
import type { Provider } from './provider-schema.ts'
import { type Filling, heardIn, saidIn, wordAt } from './provider-words.ts'

/** What a provider is given beside its description. */
export type ProviderNeeds = {
  readonly secret: (name: string) => string
  /** Where a provider reports about a message: an address that only it knows. */
  readonly answerUrl: (messenger: string, key: string) => string
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u
const NOTHING = { type: 'text/plain; charset=utf-8', body: '' }

/** A provider of messages or of calls over HTTP, as its description says. */
export function httpMessenger(
  channel: 'sms' | 'voice',
  provider: Provider,
  needs: ProviderNeeds,
): Messenger {
  const id = `http-${channel}`
  const filling = (values: Filling['values']): Filling => ({ values, secret: needs.secret })
  const asking = askingOf(provider, filling)
  const reports = reportsOf(provider, needs)
  const { hangUp } = provider
  return {
    id,
    channel,
    async send({ to, text }, key) {
      const values = { to, text, reference: key, answerUrl: needs.answerUrl(id, key) }
      const { status, value } = await callProvider(provider.send, filling(values))
      judge(provider.send, status, value)
      const name = wordAt(value, provider.send.id)
      return name === '' ? [] : [name]
    },
    ...(asking ? { asking } : {}),
    ...(reports ? { reports } : {}),
    ...(hangUp
      ? {
          async hangUp(names: readonly string[]) {
            for (const name of names) {
              const { status } = await callProvider(hangUp, filling({ id: name }))
              const isLater = isStatus(provider.send.later, status)
              // What is over cannot be ended: a provider that says so has nothing more to do.
              if (isLater) throw new GatewayError(`provider-${status}`, true)
            }
          },
        }
      : {}),
  }
}

/** Throws where the answer says that the message was not taken: to be tried again, or never. */
function judge(send: Provider['send'], status: number, value: unknown): void {
  if (isStatus(send.later, status)) throw new GatewayError(`provider-${status}`, true)
  if (!isStatus(send.accepted, status)) throw new GatewayError(`provider-${status}`, false)
  if (send.word === undefined) return
  const word = wordAt(value, send.word.at)
  if (send.word.accepted.includes(word)) return
  throw new GatewayError('provider-word', send.word.later.includes(word))
}

function askingOf(
  { status, outcome }: Provider,
  filling: (values: Filling['values']) => Filling,
): Asking | undefined {
  if (!status || !outcome) return undefined
  const { everySeconds, forMinutes, url, headers } = status
  return {
    everySeconds,
    forMinutes,
    async ask(name) {
      const answer = await callProvider({ method: 'GET', url, headers }, filling({ id: name }))
      return isStatus(['200-299'], answer.status)
        ? heardIn(answer.value, outcome, status)
        : undefined
    },
  }
}

function reportsOf({ reports, outcome }: Provider, needs: ProviderNeeds): Reports | undefined {
  if (!reports || !outcome) return undefined
  const { proof, say } = reports
  return {
    isByLink: proof.by === 'link',
    read(request, key) {
      if (proof.by !== 'link' && !isProven(proof, request, needs.secret(proof.secret)))
        return undefined
      const value = valueOf(Buffer.from(request.body).toString('utf8'))
      const about = aboutOf(reports, value, key)
      return about && { about, heard: heardIn(value, outcome) }
    },
    reply: (text) =>
      text === null || say === undefined ? NOTHING : { type: say.type, body: saidIn(say, text) },
  }
}

function aboutOf(
  { reference, id }: NonNullable<Provider['reports']>,
  value: unknown,
  key: string | undefined,
): ReadReport['about'] | undefined {
  if (key !== undefined) return { key }
  const ours = wordAt(value, reference)
  if (UUID.test(ours)) return { key: ours }
  const name = wordAt(value, id)
  return name === '' ? undefined : { name }
}

type Proof = Exclude<NonNullable<Provider['reports']>['proof'], { by: 'link' }>

function isProven(proof: Proof, request: ReportRequest, secret: string): boolean {
  const given = request.header(proof.header)
  if (proof.by === 'token') return isSame(given, secret)
  const expected = createHmac('sha256', secret).update(request.body).digest(proof.encoding)
  return isSame(given.replace(/^sha256=/u, ''), expected)
}

/** Compared by what they hash to, so that neither length nor likeness shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const [one, two] = [given, expected].map((text) =>
    createHmac('sha256', 'same').update(text).digest(),
  )
  return one !== undefined && two !== undefined && timingSafeEqual(one, two)
}
