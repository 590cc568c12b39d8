import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readProviders } from './provider-file.ts'

const EXAMPLE = readFileSync(
  fileURLToPath(new URL('../../docs/examples/fornitori.yaml', import.meta.url)),
  'utf8',
)
const secrets = (name: string) => (name.startsWith('FORNITORE_') ? 'parola-segreta' : undefined)
const faultsOf = (text: string) => {
  const read = readProviders(text, 'fornitori.yaml', secrets)
  return 'faults' in read ? read.faults : []
}

const lineOf = (words: string) => EXAMPLE.split('\n').findIndex((line) => line.includes(words)) + 1

describe('the file of providers', () => {
  it('the example is right', () => {
    expect(faultsOf(EXAMPLE)).toEqual([])
  })

  it.each([
    ['a key that nobody knows', 'accepted:', 'acepted:', 'acepted', 'chiave sconosciuta'],
    [
      'a host that is not reached over TLS',
      'https://sms.fornitore.example/v1/messaggi\n',
      'http://sms.fornitore.example/v1\n',
      'http://sms',
      'https://',
    ],
    [
      'a password in an address',
      'https://voce.fornitore.example/chiamate\n',
      'https://a:b@voce.example/\n',
      'a:b@',
      'senza nome e password',
    ],
    [
      'a host that the provider would choose',
      'https://sms.fornitore.example/v1/messaggi/{id}',
      'https://{id}.example/',
      '{id}.example',
      'https://',
    ],
    ['a status that is none', '"429", ', '"42", ', 'later:', 'numeri'],
    ['a way to prove that is none', 'by: link', 'by: sms', 'proof:', 'non è valido'],
  ])('says where %s stands', (_, from, to, at, says) => {
    const text = EXAMPLE.replace(from, to)
    const faults = faultsOf(text)
    const line = text.split('\n').findIndex((one) => one.includes(at) && !one.includes('#')) + 1
    expect(faults[0]).toContain(`fornitori.yaml:${line}: `)
    expect(faults[0]).toContain(says)
  })

  it.each([
    ['nobody is written to', 'destinatario: "{to}"', 'destinatario: tutti', 'manca {to}'],
    ['a word in braces is none', '"{reference}"', '"{name}"', 'le parole tra graffe'],
    ['a call that no key can answer', 'key: Digits', '', 'il tasto 1 risponde'],
    ['no link to report to', '{answerUrl}', '', 'con by: link serve'],
    ['nothing to ask with', 'id: messaggio.id', '', 'dove sta il nome'],
  ])('refuses a description that cannot work: %s', (_, from, to, says) => {
    const faults = faultsOf(EXAMPLE.replaceAll(from, to)).join('\n')
    expect(faults).toContain(says)
  })

  it('names the secret that is missing, and never says one', () => {
    const read = readProviders(EXAMPLE, 'fornitori.yaml', () => undefined)
    const faults = 'faults' in read ? read.faults.join('\n') : ''
    expect(faults).toContain(
      `fornitori.yaml:${lineOf('sms:')}: sms: manca la variabile d’ambiente FORNITORE_SMS_CHIAVE`,
    )
    expect(faults).toContain('FORNITORE_VOCE_BASE64')
    expect(faults).not.toContain('parola-segreta')
  })

  it('a file that is no YAML, and an empty one, are said to be so', () => {
    expect(faultsOf('sms: [')[0]).toMatch(/^fornitori\.yaml:\d+: YAML/u)
    expect(faultsOf('{}')[0]).toContain('sms, voice o entrambi')
  })
})
