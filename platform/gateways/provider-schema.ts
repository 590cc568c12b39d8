import { z } from 'zod'

/** Where something stands in JSON or in a form: `message.0.id`. */
const Place = z.string().regex(/^[\w-]+(?:\.[\w-]+)*$/u, 'place')
const HeaderName = z.string().regex(/^[A-Za-z][\w-]*$/u, 'header')
const SecretName = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'secret-name')

/** A number of three digits, or from one to another: `429`, `500-599`. */
const Statuses = z.array(z.string().regex(/^[1-5]\d\d(?:-[1-5]\d\d)?$/u, 'statuses')).min(1)

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** Only over TLS, but to this machine itself; no name and password, which every log would show. */
const Url = z.string().refine(isAddress, { message: 'url' })

function isAddress(text: string): boolean {
  const [one, two] = ['a', 'b'].map((id) => text.replaceAll('{id}', id))
  if (one === undefined || two === undefined || /[{}]/u.test(one) || !URL.canParse(one))
    return false
  const { protocol, hostname, username, password, origin } = new URL(one)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  // Whatever a provider calls a message, it is asked at its own host.
  return isSafe && username === '' && password === '' && origin === new URL(two).origin
}

/** With `{to}`, `{text}`, `{reference}`, `{answerUrl}` for what is sent and `${NAME}` for secrets of the environment. */
const Template = z.string()
type Body = string | number | boolean | readonly Body[] | { readonly [key: string]: Body }
const Body: z.ZodType<Body> = z.lazy(() =>
  z.union([Template, z.number(), z.boolean(), z.array(Body), z.record(z.string(), Body)]),
)

const Headers = z.record(HeaderName, Template).default({})

/** Its words for what becomes of a message or a call. A call that was answered without a key is not answered for us. */
const Words = z.strictObject({
  delivered: z.array(z.string()).default([]),
  answered: z.array(z.string()).default([]),
  'no-answer': z.array(z.string()).default([]),
  busy: z.array(z.string()).default([]),
  failed: z.array(z.string()).default([]),
})

const Send = z.strictObject({
  method: z.enum(['POST', 'PUT']).default('POST'),
  url: Url,
  headers: Headers,
  json: Body.optional(),
  form: z.record(z.string(), Template).optional(),
  id: Place.optional(),
  accepted: Statuses.default(['200-299']),
  later: Statuses.default(['408', '425', '429', '500-599']),
  /** Of a provider that answers 200 to everything: which word of its answer says what. */
  word: z
    .strictObject({
      at: Place,
      accepted: z.array(z.string()).min(1),
      later: z.array(z.string()).default([]),
    })
    .optional(),
})

const Outcome = z.strictObject({ at: Place, key: Place.optional(), words: Words })

const Proof = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('link') }),
  z.strictObject({ by: z.literal('token'), header: HeaderName, secret: SecretName }),
  z.strictObject({
    by: z.literal('hmac'),
    header: HeaderName,
    secret: SecretName,
    encoding: z.enum(['hex', 'base64']).default('hex'),
  }),
])

const Say = z.strictObject({
  type: z.string().regex(/^[a-z]+\/[\w.+-]+$/u, 'type'),
  text: z.string(),
})

const Reports = z.strictObject({
  proof: Proof,
  /** Where it says of which message: our reference, or its own id. Not needed where each has its own link. */
  reference: Place.optional(),
  id: Place.optional(),
  /** The answer when somebody on the line has pressed a key; `{say}` is what they are to hear. */
  say: Say.optional(),
})

const Status = z.strictObject({
  url: Url,
  headers: Headers,
  everySeconds: z.int().min(5).max(600).default(20),
  forMinutes: z.int().min(1).max(1440).default(60),
  /** Where its words stand in this answer, when it is not where they stand in a report. */
  at: Place.optional(),
  key: Place.optional(),
})

const HangUp = z.strictObject({
  method: z.enum(['POST', 'PUT', 'DELETE']).default('POST'),
  url: Url,
  headers: Headers,
  json: Body.optional(),
  form: z.record(z.string(), Template).optional(),
})

const Provider = z.strictObject({
  send: Send,
  outcome: Outcome.optional(),
  reports: Reports.optional(),
  status: Status.optional(),
  hangUp: HangUp.optional(),
})

/** The description of the providers of an installation: who carries messages, who carries calls. */
export const ProviderFile = z
  .strictObject({ sms: Provider.optional(), voice: Provider.optional() })
  .refine((file) => file.sms !== undefined || file.voice !== undefined, { message: 'empty' })

export type Provider = z.output<typeof Provider>
export type ProviderFile = z.output<typeof ProviderFile>
export type Template = z.output<typeof Body>
export type Outcome = z.output<typeof Outcome>

/** A description that has the right form and yet cannot work: where, and why (a code). */
export type ProviderFault = { readonly path: readonly (string | number)[]; readonly code: string }

const VARIABLE = /\{(\w+)\}/gu
const SECRET = /\$\{(\w*)\}/gu
const VARIABLES = ['to', 'text', 'reference', 'answerUrl']

/** Every text of a template. */
export function textsOf(template: Template | undefined): readonly string[] {
  if (typeof template === 'string') return [template]
  return typeof template === 'object' ? Object.values(template).flatMap((one) => textsOf(one)) : []
}

/** The names of the secrets that a description asks for. */
export function secretsOf(provider: Provider): readonly string[] {
  const asked = [provider.send, provider.status, provider.hangUp].flatMap((one) =>
    one === undefined
      ? []
      : [
          ...Object.values(one.headers),
          ...('json' in one ? textsOf(one.json) : []),
          ...('form' in one ? textsOf(one.form) : []),
        ],
  )
  const proof = provider.reports?.proof
  const named = asked.flatMap((text) => [...text.matchAll(SECRET)].map(([, name]) => name ?? ''))
  return [...new Set(proof && 'secret' in proof ? [...named, proof.secret] : named)]
}

function sendFaults({ send }: Provider): readonly ProviderFault[] {
  const faults: ProviderFault[] = []
  const body = [...textsOf(send.json), ...textsOf(send.form)]
  if (send.url.includes('{id}')) faults.push({ path: ['send', 'url'], code: 'url' })
  if ((send.json === undefined) === (send.form === undefined))
    faults.push({ path: ['send'], code: 'one-body' })
  for (const variable of ['to', 'text'])
    if (!body.some((text) => text.includes(`{${variable}}`)))
      faults.push({ path: ['send'], code: `no-${variable}` })
  const used = body.flatMap((text) =>
    [...text.replaceAll(SECRET, '').matchAll(VARIABLE)].map(([, name]) => name ?? ''),
  )
  if (used.some((name) => !VARIABLES.includes(name)))
    faults.push({ path: ['send'], code: 'variable' })
  return faults
}

function reportFaults({ send, reports, status }: Provider): readonly ProviderFault[] {
  if (!reports) return []
  const faults: ProviderFault[] = []
  const body = [...textsOf(send.json), ...textsOf(send.form)]
  const isByLink = reports.proof.by === 'link'
  if (isByLink && !body.some((text) => text.includes('{answerUrl}')))
    faults.push({ path: ['reports', 'proof'], code: 'no-answer-url' })
  if (!isByLink && reports.reference === undefined && reports.id === undefined)
    faults.push({ path: ['reports'], code: 'no-message' })
  if (reports.id !== undefined && send.id === undefined && status === undefined)
    faults.push({ path: ['send'], code: 'no-id' })
  return faults
}

function statusFaults({ send, status }: Provider): readonly ProviderFault[] {
  if (!status) return []
  const faults: ProviderFault[] = []
  if (send.id === undefined) faults.push({ path: ['send'], code: 'no-id' })
  if (!status.url.includes('{id}')) faults.push({ path: ['status', 'url'], code: 'no-id-in-url' })
  return faults
}

/** What is wrong with a description beyond its form. */
export function providerFaults(
  provider: Provider,
  channel: 'sms' | 'voice',
): readonly ProviderFault[] {
  const faults = [...sendFaults(provider), ...reportFaults(provider), ...statusFaults(provider)]
  if ((provider.reports || provider.status) && provider.outcome === undefined)
    faults.push({ path: [], code: 'no-outcome' })
  // Without the key nobody could answer a call, and it would be made again and again.
  if (
    channel === 'voice' &&
    (provider.outcome?.key === undefined || !(provider.reports || provider.status))
  )
    faults.push({ path: [], code: 'no-key' })
  if (provider.hangUp?.url.includes('{id}') && provider.send.id === undefined)
    faults.push({ path: ['hangUp', 'url'], code: 'no-id' })
  return faults
}
