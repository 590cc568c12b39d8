import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '#contexts/interventions/public.ts'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import { folderStore } from '#platform/gateways/files.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import {
  annulDocument,
  handoverSections,
  issueDocument,
  pageOneKnown,
  readDocument,
} from './commands.ts'
import { DOCUMENT_KINDS, type DocumentKind, SHAPES } from './model.ts'
import type { DocumentNeeds } from './papers.ts'
import { sectionsOf } from './sheets.ts'
import { documentsOf, keptWords } from './store.ts'
import { sweepFiles } from './sweep.ts'
import { SECRETS, secretFacts } from './testing/facts.ts'
import { compilerPackage, openTypesetter } from './typesetter.ts'

const folder = mkdtempSync(join(tmpdir(), 'approdo-documents-'))
let room: TestRoom
let worker: PersonActor
let stranger: PersonActor
let needs: DocumentNeeds
let file: InterventionId

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  stranger = await room.person('social-worker', room.elsewhere)
  needs = {
    typesetter: openTypesetter(),
    files: folderStore(folder),
    subjectOf,
    factsOf: async (tx, id) => ((await subjectOf(tx, id)) ? secretFacts() : undefined),
  }
  file = await room.open(worker)
})
afterAll(async () => {
  await room.close()
  rmSync(folder, { recursive: true, force: true })
})

const issue = (kind: DocumentKind, server = room.one, of = file) =>
  room.as(worker, (tx) => issueDocument(tx, needs, { interventionId: of, kind, words: {} }), server)

async function pdfOf(id: string): Promise<Buffer> {
  return await room.as(worker, async (tx) => (await readDocument(tx, needs, file, id)).pdf)
}

function textOf(pdf: Buffer): string {
  const path = join(folder, 'opened.pdf')
  writeFileSync(path, pdf)
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  rmSync(path)
  return text
}

// Where no compiler is served for this machine documents cannot be made: the refusal is in typesetter.test.ts.
describe.runIf(compilerPackage() !== undefined)('documents', () => {
  it('every kind is a sound PDF/A-2a with embedded fonts, and passes the accessibility export', async () => {
    for (const kind of DOCUMENT_KINDS.filter((one) => one !== 'annulment')) {
      const pdf = await pdfOf((await issue(kind)).id)
      const path = join(folder, 'check.pdf')
      writeFileSync(path, pdf)
      execFileSync('qpdf', ['--check', path])
      const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2)
      for (const line of fonts.filter((one) => one !== ''))
        expect(line).toMatch(/yes yes yes\s+\d+\s+\d+\s*$/u)
      rmSync(path)
      expect(pdf.toString('latin1')).toContain('pdfaid:conformance>A')
      const data = {
        ...FRAME,
        sections: sectionsOf(kind, secretFacts(), {}),
      }
      const checked = await needs.typesetter.typeset(SHAPES[kind].template, data, 'ua-1')
      expect(Buffer.from(checked).toString('latin1')).toContain('pdfuaid:part')
    }
  })

  it('the redacted copy never contains a secret; the whole sheet does', async () => {
    const copy = textOf(await pdfOf((await issue('entry-sheet-redacted')).id))
    const whole = textOf(await pdfOf((await issue('entry-sheet')).id))
    for (const secret of Object.values(SECRETS)) expect(copy).not.toContain(secret)
    expect(copy).toContain('34 anni')
    expect(whole).toContain(SECRETS.facility)
    expect(whole).toContain(SECRETS.name)
  })

  it('the entry sheet is one page', async () => {
    const text = textOf(await pdfOf((await issue('entry-sheet')).id))
    expect(text.split('\f').filter((page) => page.trim() !== '')).toHaveLength(1)
  })

  it('numbers have no gap, also when two servers issue at once and some fail', async () => {
    const before = await issue('report-sheet')
    const failing = { ...needs, typesetter: { ...needs.typesetter, typeset: failed } }
    const of = await room.open(worker)
    const attempts = Array.from({ length: 12 }, (_, at) => {
      const server = at % 2 === 0 ? room.one : room.two
      const means = at % 4 === 3 ? failing : needs
      const order = { interventionId: of, kind: 'report-sheet' as const, words: {} }
      return room.as(worker, (tx) => issueDocument(tx, means, order), server)
    })
    const settled = await Promise.allSettled(attempts)
    const numbers = settled
      .flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []))
      .toSorted()
    expect(numbers).toHaveLength(9)
    const first = Number(before.number.split('-')[2])
    expect(numbers).toEqual(
      Array.from({ length: 9 }, (_, at) => `SS-26-${String(first + 1 + at).padStart(4, '0')}`),
    )
  })

  it('what was written on an entry sheet is not asked again: page one and the next sheet say it, until it is annulled', async () => {
    const of = await room.open(worker)
    const words = { therapies: 'insulina alle 8', diet: 'niente maiale', promised: 'una visita' }
    const order = { interventionId: of, kind: 'entry-sheet' as const, words }
    const sheet = await room.as(worker, (tx) => issueDocument(tx, needs, order))
    const page = () =>
      room.as(worker, async (tx) =>
        JSON.stringify([
          await pageOneKnown(tx, needs, of),
          await handoverSections(tx, needs, of, {}),
        ]),
      )
    const told = await page()
    for (const word of Object.values(words)) expect(told.split(word).length).toBeGreaterThan(2)
    // Whom the file excludes stands beside whom somebody wrote.
    expect(told).toContain(SECRETS.relative)
    expect(await room.as(worker, (tx) => keptWords(tx, of))).toEqual(words)
    await room.as(worker, (tx) => annulDocument(tx, needs, of, sheet.id, 'sbagliata'))
    expect(await page()).not.toContain('insulina')
  })

  it('the first number of a register is given back where its paper cannot be printed', async () => {
    // Another territory, whose registers are empty.
    const of = await room.open(stranger)
    const broken = { ...needs, typesetter: { ...needs.typesetter, typeset: failed } }
    const order = { interventionId: of, kind: 'report-sheet' as const, words: {} }
    const { number } = await room.as(stranger, async (tx) => {
      await expect(issueDocument(tx, broken, order)).rejects.toThrow()
      return await issueDocument(tx, needs, order)
    })
    expect(number).toBe('SS-26-0001')
  })

  it('what was issued cannot be changed or removed, and an altered file is not shown', async () => {
    const { id } = await issue('report-sheet')
    for (const change of [
      sql`update documents.document set number = 'SS-26-9999' where id = ${id}`,
      sql`delete from documents.document where id = ${id}`,
    ])
      await expect(room.as(worker, (tx) => change.execute(tx))).rejects.toThrow(
        /permission denied|does not change/u,
      )
    const row = await room.as(worker, (tx) =>
      tx
        .selectFrom('documents.document')
        .select('file_name')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    const path = join(folder, room.here, row.file_name)
    const bytes = readFileSync(path)
    expect(bytes.toString('latin1')).not.toContain('%PDF')
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    writeFileSync(path, bytes)
    await expect(pdfOf(id)).rejects.toThrow('altered')
  })

  it('an annulment is a new document that names the old one, once', async () => {
    const old = await issue('intervention-report')
    const annulment = await room.as(worker, (tx) =>
      annulDocument(tx, needs, file, old.id, 'Persona sbagliata'),
    )
    const text = textOf(await pdfOf(annulment.id))
    expect(text).toContain(old.number)
    expect(text).toContain('Persona sbagliata')
    await expect(
      room.as(worker, (tx) => annulDocument(tx, needs, file, old.id, 'di nuovo')),
    ).rejects.toMatchObject({ code: 'document-already-annulled' })
    expect((await pdfOf(old.id)).length).toBeGreaterThan(1000)
  })

  it('each opening is on the log of its file', async () => {
    const { id, number } = await issue('report-sheet')
    await pdfOf(id)
    await pdfOf(id)
    const opened = await room.as(worker, (tx) =>
      tx
        .selectFrom('platform.event')
        .select('data')
        .where('type', '=', 'DocumentOpened')
        .where('intervention_id', '=', file)
        .execute(),
    )
    const ours = opened.filter(({ data }) => JSON.stringify(data).includes(number))
    expect(ours).toHaveLength(2)
  })

  it('from another territory there is neither file nor document', async () => {
    const { id } = await issue('report-sheet')
    await expect(room.as(stranger, (tx) => readDocument(tx, needs, file, id))).rejects.toThrow(
      'not found',
    )
    await expect(
      room.as(stranger, (tx) =>
        issueDocument(tx, needs, { interventionId: file, kind: 'report-sheet', words: {} }),
      ),
    ).rejects.toThrow('not found')
    expect(await room.as(stranger, (tx) => documentsOf(tx, file))).toEqual([])
    const nobody: PersonActor = { ...worker, grants: [], desk: null }
    expect(await room.as(nobody, (tx) => documentsOf(tx, file), room.one, null)).toEqual([])
  })

  it('files without a row are swept after an hour, others stay', async () => {
    const kept = await issue('report-sheet')
    const orphan = await needs.files.write(room.here, Buffer.from('orphan'))
    const past = Temporal.Now.instant().subtract({ hours: 2 }).epochMilliseconds / 1000
    for (const name of readdirSync(join(folder, room.here)))
      utimesSync(join(folder, room.here, name), past, past)
    const machine = Temporal.Now.instant()
    const removed = await sweepFiles(room.one, needs.files, [room.here], machine, machine)
    expect(removed).toBeGreaterThanOrEqual(1)
    expect(readdirSync(join(folder, room.here))).not.toContain(orphan)
    expect((await pdfOf(kept.id)).length).toBeGreaterThan(1000)
  })
})

function failed(): Promise<Uint8Array> {
  return Promise.reject(new Error('typst: invented'))
}

const FRAME = {
  title: 'Prova',
  subtitle: 'Intervento 26-0001',
  number: 'XX-26-0001',
  numberWord: 'n.',
  body: 'Comune di prova',
  territory: 'Territorio di prova',
  foot: 'Prova',
  pageWord: 'pagina',
  standInWord: 'segni mancanti',
  issuedWord: 'Emesso',
  issued: 'oggi',
  signWord: 'Firma',
}
