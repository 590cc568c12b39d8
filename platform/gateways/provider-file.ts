import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { type Provider, ProviderFile, providerFaults, secretsOf } from './provider-schema.ts'

type Path = readonly (string | number)[]
type Channel = 'sms' | 'voice'

/** The providers that a file describes, or what is wrong with it: each line names file, line and place. */
export type ReadProviders =
  | { readonly providers: readonly (readonly [Channel, Provider])[] }
  | { readonly faults: readonly string[] }

/** What each fault says to who wrote the file. */
const SAYS: Readonly<Record<string, string>> = {
  'unknown-key': 'chiave sconosciuta',
  missing: 'manca',
  place: 'deve essere un posto come dati.0.id',
  header: 'non è il nome di un’intestazione',
  'secret-name': 'deve essere il nome di una variabile, come FORNITORE_CHIAVE',
  statuses: 'devono essere numeri come "429" o "500-599"',
  url: 'deve iniziare con https://, senza nome e password; {id} è la sola parola che può contenere',
  type: 'deve essere un tipo come application/xml',
  empty: 'deve descrivere sms, voice o entrambi',
  'one-body': 'serve json oppure form, uno solo',
  'no-to': 'manca {to}: a chi',
  'no-text': 'manca {text}: che cosa',
  variable: 'le parole tra graffe sono {to}, {text}, {reference}, {answerUrl}',
  'no-answer-url': 'con by: link serve {answerUrl} in ciò che si manda',
  'no-message': 'manca reference oppure id: di quale messaggio parla un resoconto',
  'no-id': 'manca id: dove sta il nome del messaggio nella risposta',
  'no-id-in-url': 'manca {id}',
  'no-outcome': 'manca outcome: che cosa vogliono dire le sue parole',
  'no-secret': 'manca la variabile d’ambiente ',
  'no-key': 'per le telefonate servono outcome.key e reports o status: il tasto 1 risponde',
}

/** Reads a file of providers: its form, what belongs together, and that every secret it names is there. */
export function readProviders(
  text: string,
  file: string,
  secret: (name: string) => string | undefined,
): ReadProviders {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken) return { faults: [`${file}:${lines.linePos(broken.pos[0]).line}: YAML non valido`] }
  const say = (path: Path, code: string, more = ''): string => {
    const where = path.length === 0 ? '' : `${path.join('.')}: `
    return `${file}:${lineOf(document, lines, path)}: ${where}${SAYS[code] ?? 'non è valido'}${more}`
  }
  const parsed = ProviderFile.safeParse(document.toJS())
  if (!parsed.success)
    return {
      faults: parsed.error.issues.flatMap((issue) => {
        const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
        if (issue.code === 'unrecognized_keys')
          return issue.keys.map((key) => say([...path, key], 'unknown-key'))
        const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('undefined')
        return [say(path, isMissing ? 'missing' : issue.message)]
      }),
    }
  const { sms, voice } = parsed.data
  const providers = [
    ...(sms ? [['sms', sms] as const] : []),
    ...(voice ? [['voice', voice] as const] : []),
  ]
  const faults = providers.flatMap(([channel, provider]) => [
    ...providerFaults(provider, channel).map(({ path, code }) => say([channel, ...path], code)),
    ...secretsOf(provider)
      .filter((name) => !secret(name))
      .map((name) => say([channel], 'no-secret', name)),
  ])
  return faults.length > 0 ? { faults } : { providers }
}

/** The line of a place in the file; of the nearest that is written when it is not there itself. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const pair = isMap(parent)
      ? parent.items.find((one) => isScalar(one.key) && one.key.value === last)
      : undefined
    const node = isNode(pair?.key) ? pair.key : document.getIn(path.slice(0, length), true)
    const offset = isNode(node) ? node.range?.[0] : undefined
    if (offset !== undefined) return lines.linePos(offset).line
  }
  return 1
}
