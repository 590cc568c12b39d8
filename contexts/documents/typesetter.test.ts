import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#contexts/triage/contract.ts'
import { textOf } from '#platform/i18n/texts.ts'
import { STAND_IN } from './printable.ts'
import { compilerPackage, openTypesetter } from './typesetter.ts'

it('where no compiler is served documents are refused in words', async () => {
  const none = openTypesetter(['@myriaddreamin/typst-ts-node-compiler-nowhere'])
  expect(none.isAvailable).toBe(false)
  await expect(none.typeset('report', {})).rejects.toMatchObject({ code: 'documents-unavailable' })
  expect(textOf('problem_documents_unavailable')).toMatch(/documenti/u)
})

const MISSING = 'alcuni segni mancano'

function sheet(value: string) {
  return {
    title: 'Prova',
    subtitle: value,
    number: 'XX-26-0001',
    numberWord: 'n.',
    body: 'Comune di prova',
    territory: 'Territorio di prova',
    foot: 'Prova',
    pageWord: 'pagina',
    standInWord: MISSING,
    issuedWord: 'Emesso',
    issued: value,
    signWord: 'Firma',
    sections: [
      {
        title: 'Parte',
        intro: value,
        short: true,
        rows: [{ label: value, value }],
        entries: [{ when: 'oggi', by: value, text: value }],
      },
    ],
  }
}

function read(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'approdo-print-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    return execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.runIf(compilerPackage() !== undefined)('whatever was written is printed', () => {
  const { typeset } = openTypesetter()

  it('a name that no font covers has a sign in its place, and the foot says so', async () => {
    for (const name of ['王伟', 'Gino 🐕', '1️⃣ piano', '👨‍👩‍👧 e \u{e000}', 'สมชาย']) {
      const text = read(await typeset('report', sheet(`Anna, ${name}`)))
      expect(text).toContain('Anna, ')
      expect(text).toContain(STAND_IN)
      expect(text).toContain(MISSING)
    }
    // Other writings beside it stay as they are.
    const both = read(await typeset('report', sheet('Γεώργιος 王 Олена')))
    expect(both).toContain(`Γεώργιος ${STAND_IN} Олена`)
    // What is made of several characters is one sign, and what stands beside it stays.
    expect(read(await typeset('report', sheet('a 1️⃣ b 12')))).toContain(`a ${STAND_IN} b 12`)
  })

  it('what the fonts cover is printed as it stands, and the foot is silent', async () => {
    for (const name of ['Niccolò', 'Ştefan Țurcanu', 'Γεώργιος', 'Олена', 'محمد']) {
      const text = read(await typeset('report', sheet(name)))
      expect(text).not.toContain(STAND_IN)
      expect(text).not.toContain(MISSING)
    }
  })

  it('no page holds its foot alone, nor the signature alone, however much was written', async () => {
    // Where the first page ends depends on the fonts: some of these end it in each of their lines.
    for (let count = 15; count <= 30; count += 1) {
      const entries = Array.from({ length: count }, (_, at) => ({
        ...{ when: 'oggi', by: 'chi scrive', text: `Riga ${at + 1}` },
      }))
      const [part] = sheet('x').sections
      const sections = [{ ...part, rows: [], entries }]
      const text = read(await typeset('relation', { ...sheet('x'), subtitle: '', sections }))
      const pages = text.split('\f').filter((page) => page.trim() !== '')
      expect(pages.at(-1)).toContain(`Riga ${count}\n`)
      expect(pages.at(-1)).toContain('Firma')
    }
  })

  it('no word that a field accepts stops a paper, over all of Unicode', async () => {
    const field = wordsOf(1, 2000)
    // Each plane has its turn, also what is not assigned and halves of a pair.
    const unit = fc.oneof(
      ...Array.from({ length: 17 }, (_, plane) =>
        fc
          .integer({ min: plane * 0x1_0000, max: plane * 0x1_0000 + 0xffff })
          .map((code) => String.fromCodePoint(code)),
      ),
      fc.constantFrom(
        'a',
        '1',
        '#',
        '*',
        '\ufe0f',
        '\u20e3',
        '\u200d',
        '\u0301',
        '🏽',
        '🇮',
        '$',
        '_',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 1, maxLength: 40 }), async (units) => {
        const words = field.safeParse(units.join(''))
        fc.pre(words.success)
        const pdf = await typeset('report', sheet(words.data ?? ''))
        expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
      }),
      { numRuns: 300 },
    )
  })

  it('the two planes where people write are tried whole', async () => {
    const most = 4096
    for (let start = 0; start < 0x2_0000; start += most) {
      const codes = Array.from({ length: most }, (_, at) => start + at)
      const words = wordsOf(0, 2 * most).parse(String.fromCodePoint(...codes))
      const pdf = await typeset('report', { ...sheet('x'), issued: words })
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    }
  }, 30_000)
})
