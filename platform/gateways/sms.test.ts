import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smppAddress } from './smpp-address.ts'
import { smppOptions } from './smpp-url.ts'
import { smsParts } from './sms-text.ts'

const decode = (parts: readonly Uint8Array[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part)))
    .swap16()
    .toString('utf16le')

describe('a text for telephones', () => {
  it('one sign of good printing does not make it twice as long', () => {
    const { alphabet, parts } = smsParts('C’è una chiamata «urgente»…')
    expect(alphabet).toBe('gsm')
    expect(Buffer.from(parts[0] ?? []).toString('latin1')).toContain("C'")
  })

  it.each([
    ['a'.repeat(160), 'gsm', [160]],
    ['a'.repeat(161), 'gsm', [153, 8]],
    ['€'.repeat(80), 'gsm', [160]],
    ['€'.repeat(81), 'gsm', [152, 10]],
    ['č'.repeat(70), 'ucs2', [140]],
    ['č'.repeat(71), 'ucs2', [134, 8]],
    [`${'a'.repeat(66)}😀😀${'a'.repeat(3)}`, 'ucs2', [132, 14]],
    ['', 'gsm', [0]],
  ])('%s', (text, alphabet, lengths) => {
    const found = smsParts(text)
    expect([found.alphabet, found.parts.map((part) => part.length)]).toEqual([alphabet, lengths])
  })

  it('whatever is written comes whole, in parts of which none is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const written = `${text}č`
        const { parts } = smsParts(written)
        const folded = written.replaceAll(/[’‘]/gu, "'")
        expect(parts.every((part) => part.length <= (parts.length > 1 ? 134 : 140))).toBe(true)
        if (!/[“”«»–—…\u00A0]/u.test(folded)) expect(decode(parts)).toBe(folded)
      }),
    )
  })
})

describe('the address of a message centre', () => {
  it('is read with what stands for nothing', () => {
    expect(smppOptions('smpps://pis:p%40rola@smsc.example?from=%2B390655502001')).toEqual({
      ...{ host: 'smsc.example', port: 3550, tls: true, systemId: 'pis', password: 'p@rola' },
      ...{ systemType: '', from: '+390655502001', window: 10, long: 'udh' },
    })
    expect(smppOptions('smpp://a:b@127.0.0.1:9?from=+390655502001')?.from).toBe('+390655502001')
  })

  it.each([
    'http://a:b@smsc.example',
    'smpp://smsc.example',
    'smpp://a@smsc.example',
    'smpp://a:longer-than-eight@smsc.example',
    'smpp://a:b@smsc.example?windw=3',
    'smpp://a:b@smsc.example?from=Servizio-sociale',
    'smsc.example',
  ])('%s is none', (text) => {
    expect(smppOptions(text)).toBeUndefined()
  })

  it('says of each sender what it is', () => {
    expect(['PIS', '+390655502001', '43001', ''].map((one) => smppAddress(one).ton)).toEqual([
      5, 1, 3, 0,
    ])
  })
})
