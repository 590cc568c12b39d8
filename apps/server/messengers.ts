import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { territoryOfMessage } from '#contexts/paging/public.ts'
import type { Heard, Messenger, NamedReport, Reports } from '#platform/gateways/messenger.ts'
import {
  messageNamed,
  namesOfMessage,
  noteReport,
  stopAsking,
  takeToAsk,
} from '#platform/server/carried.ts'
import { hangUpCarrier, messengerCarrier, telephoneCarrier } from '#platform/server/carriers.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { type Loop, startLoop } from '#platform/server/loop.ts'
import type { Carrier } from '#platform/server/outbox.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import type { CarriedChannel, Telephony } from '#platform/server/telephony.ts'
import type { Vault } from '#platform/server/vault.ts'
import { INSTALLATION, inTransaction, type WorkTools } from '#platform/server/work.ts'
import type { Parts } from './parts.ts'
import type { Room } from './rooms.ts'

const REPORT_LIMIT = 64 * 1024
const MOST_POLL_MS = 5000

type Carried = Pick<Parts, 'telephone' | 'messengers'>

/** What the rooms are told of who carries calls and messages; undefined where nobody carries anything. */
export function telephonyOf({ telephone, messengers = [] }: Carried): Telephony | undefined {
  if (messengers.length === 0) return telephone
  const ours: readonly CarriedChannel[] = telephone ? ['voice', 'sms', 'connect'] : []
  return {
    isSigned: (report, signature) => telephone?.isSigned(report, signature) ?? false,
    ...(telephone?.showsNotices ? { showsNotices: true } : {}),
    carries: [...ours, ...messengers.map((one) => one.channel)],
  }
}

/** Who brings calls and messages outside: each messenger what is its own, the provider by our contract the rest. */
export function telephoneCarriers(
  { telephone, messengers = [] }: Carried,
  { db, clock }: Pick<ServeTools, 'db' | 'clock'>,
): readonly Carrier[] {
  const calls = messengers.find((one) => one.channel === 'voice')
  const namesOf = (carrier: string) => (key: string) =>
    namesOfMessage(db, carrier, key, clock.machine())
  const taken = messengers.map((one) => one.channel)
  const others = calls ? [...taken, 'hang-up'] : taken
  return [
    ...messengers.map(messengerCarrier),
    ...(calls ? [hangUpCarrier(calls, telephone, namesOf(calls.id))] : []),
    ...(telephone ? [telephoneCarrier(telephone, others)] : []),
  ]
}

/** What of a server is needed to hear what providers say. */
type HearTools = WorkTools & Pick<ServeTools, 'clock' | 'afterCommit'>

const times = ({ clock }: HearTools) => ({ now: clock.now(), machine: clock.machine() })

/** Begins to listen to the messengers, and to ask those that do not report by themselves. */
export function startMessengers(
  messengers: readonly Messenger[],
  tools: HearTools,
  log: Logger,
): readonly Loop[] {
  const note = async (messenger: Messenger, report: NamedReport): Promise<void> => {
    await noteReport(tools.db, messenger, report, times(tools))
    tools.afterCommit()
  }
  return messengers.flatMap((messenger) => {
    messenger.start?.((report) => note(messenger, report))
    const { asking } = messenger
    if (!asking) return []
    const poll = Math.min(asking.everySeconds * 1000, MOST_POLL_MS)
    return [
      startLoop('asking', poll, log, async () => {
        const names = await takeToAsk(tools.db, messenger.id, asking, tools.clock.machine())
        for (const name of names) {
          // A provider that does not answer now is asked again at its time.
          const heard = await asking.ask(name).catch(() => undefined)
          if (heard) await note(messenger, { name, ...heard })
        }
        return undefined
      }),
    ]
  })
}

function tokenOf(vault: Vault, messenger: string, key: string): string {
  return vault.fingerprint(INSTALLATION, 'report', `${messenger} ${key}`).toString('base64url')
}

/** In a time that tells nothing of how much of it was right. */
function isToken(given: string, expected: string): boolean {
  const [one, two] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === two.length && timingSafeEqual(one, two)
}

/** The address to which a provider reports about one message; who knows it speaks for the provider. */
export function reportUrl(vault: Vault, address: string, messenger: string, key: string): string {
  return `${address}/api/gateways/${messenger}/reports/${key}/${tokenOf(vault, messenger, key)}`
}

type Path = { readonly messenger: string; readonly key?: string; readonly token?: string }

/** Where providers with a protocol of their own report over HTTP, each in the form it has. */
export async function registerReports(
  app: FastifyInstance,
  tools: HearTools,
  messengers: readonly Messenger[],
  rooms: readonly Pick<Room, 'hear'>[],
): Promise<void> {
  const take = async (request: FastifyRequest<{ Params: Path }>, reply: FastifyReply) => {
    const { messenger: id, key, token } = request.params
    const messenger = messengers.find((one) => one.id === id)
    const reports = messenger?.reports
    if (!messenger || !reports || reports.isByLink !== (key !== undefined))
      throw new NotFoundError('path')
    if (key !== undefined && !isToken(token ?? '', tokenOf(tools.vault, id, key))) throw refused()
    const said = await hearRequest({ tools, rooms, messenger, reports }, request, key)
    const { type, body } = reports.reply(said)
    return reply.type(type).send(body)
  }
  await app.register(async (scope) => {
    // The signature is of the bytes as they came.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    const options = { schema: { hide: true }, bodyLimit: REPORT_LIMIT }
    scope.post('/api/gateways/:messenger/reports', options, take)
    scope.post('/api/gateways/:messenger/reports/:key/:token', options, take)
  })
}

const refused = () => new RefusalError('not-allowed', { reason: 'signature' }, 403)

type Hearing = {
  readonly tools: HearTools
  readonly rooms: readonly Pick<Room, 'hear'>[]
  readonly messenger: Messenger
  readonly reports: Reports
}

async function hearRequest(
  hearing: Hearing,
  request: FastifyRequest,
  key: string | undefined,
): Promise<string | null> {
  const { tools, messenger, reports } = hearing
  const header = (name: string) => String(request.headers[name.toLowerCase()] ?? '')
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const read = reports.read({ header, body }, key)
  if (!read) throw refused()
  const { about, heard } = read
  if (!heard) return null
  if ('key' in about) return await hear(hearing, about.key, heard)
  const found = await messageNamed(tools.db, messenger.id, about.name)
  if (found !== undefined) return await hear(hearing, found, heard)
  // The report was quicker than the answer in which the provider names the message.
  await noteReport(tools.db, messenger, { name: about.name, ...heard }, times(tools))
  return null
}

async function hear(
  { tools, rooms, messenger }: Hearing,
  key: string,
  heard: Heard,
): Promise<string | null> {
  const scope = {
    actor: { kind: 'system', name: 'system:provider' } as const,
    now: tools.clock.now(),
  }
  const territory = await inTransaction(tools, { ...scope, read: [], write: null }, (tx) =>
    territoryOfMessage(tx, key, messenger.channel),
  )
  if (territory === undefined) return null
  const own = { ...scope, read: [territory], write: territory }
  const said = await inTransaction(tools, own, async (tx) => {
    if (heard.event !== 'delivered' || messenger.channel === 'sms') await stopAsking(tx, key)
    let words: string | null = null
    for (const room of rooms) words = (await room.hear?.(tx, { key, ...heard })) ?? words
    return words
  })
  tools.afterCommit()
  return said
}
