import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#platform/server/config.ts'
import { messengersOf } from './providers.ts'

const EXAMPLE = fileURLToPath(new URL('../../docs/examples/fornitori.yaml', import.meta.url))
const SMPP = 'smpps://pis:segreta@smsc.example?from=PIS'
const SECRETS = { FORNITORE_SMS_CHIAVE: 'chiave', FORNITORE_VOCE_BASE64: 'chiave' }

const started = (env: Readonly<Record<string, string>>) => {
  const config = readConfig({ DATABASE_URL: 'postgres://x', ...env }, [])
  return messengersOf(config, env, () => 'https://pis.example.org/x').map((one) => one.id)
}

function faultOf(env: Readonly<Record<string, string>>): string {
  try {
    return started(env).join(' ')
  } catch (error) {
    return String(error)
  }
}

describe('who carries what', () => {
  it('is nobody of these without a word of it', () => {
    expect(started({})).toEqual([])
  })

  it('is the message centre, or what the file describes', () => {
    expect(started({ SMPP_URL: SMPP })).toEqual(['smpp'])
    const env = { PROVIDERS_FILE: EXAMPLE, PUBLIC_ORIGIN: 'https://pis.example.org', ...SECRETS }
    expect(started(env)).toEqual(['http-sms', 'http-voice'])
  })

  it.each([
    [
      'two carry SMS',
      { SMPP_URL: SMPP, PUBLIC_ORIGIN: 'https://pis.example.org', ...SECRETS },
      'tutti e due gli SMS',
    ],
    ['nobody could report to us', SECRETS, 'PUBLIC_ORIGIN'],
    ['a secret is missing', { FORNITORE_SMS_CHIAVE: 'chiave' }, 'FORNITORE_VOCE_BASE64'],
    ['there is no file', { PROVIDERS_FILE: '/nessuno.yaml' }, 'non si può leggere'],
    ['the centre has no password', { SMPP_URL: 'smpps://pis@smsc.example' }, 'SMPP_URL'],
  ])('stops the start where %s', (_, env, says) => {
    const all: Record<string, string> = { PROVIDERS_FILE: EXAMPLE, ...env }
    const said = faultOf(all)
    expect(said).toContain(says)
    expect(said).not.toContain('segreta')
  })
})
