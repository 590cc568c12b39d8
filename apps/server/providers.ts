import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Messenger } from '#platform/gateways/messenger.ts'
import { readProviders } from '#platform/gateways/provider-file.ts'
import { httpMessenger, type ProviderNeeds } from '#platform/gateways/provider-http.ts'
import { smppMessenger } from '#platform/gateways/smpp.ts'
import { type Config, ConfigError } from '#platform/server/config.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Who carries messages and calls by a protocol of their own, as the configuration says. Throws `ConfigError` where two
 * would carry the same, where a description is wrong, or where a secret that it names is not there.
 */
export function messengersOf(
  { smpp, providersFile, publicOrigin }: Config,
  env: Environment,
  answerUrl: ProviderNeeds['answerUrl'],
): readonly Messenger[] {
  const texts = smpp ? [smppMessenger(smpp)] : []
  if (providersFile === undefined) return texts
  const read = readProviders(textOf(providersFile), basename(providersFile), (name) => env[name])
  if ('faults' in read) throw new ConfigError(read.faults)
  const links = read.providers.some(([, one]) => one.reports?.proof.by === 'link')
  if (links && publicOrigin === undefined)
    throw new ConfigError([
      'PUBLIC_ORIGIN: manca, e in PROVIDERS_FILE un fornitore risponde a {answerUrl}',
    ])
  const secret = (name: string) => env[name] ?? ''
  const described = read.providers.map(([channel, provider]) =>
    httpMessenger(channel, provider, { secret, answerUrl }),
  )
  if (texts.length > 0 && described.some((one) => one.channel === 'sms'))
    throw new ConfigError(['SMPP_URL e PROVIDERS_FILE portano tutti e due gli SMS: uno solo'])
  return [...texts, ...described]
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ConfigError([`PROVIDERS_FILE: ${path} non si può leggere`])
  }
}
