import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { type DocumentFacts, redacted } from './facts.ts'
import { annul, DOCUMENT_KINDS, type IssuedDocument, numberOf, registerYear } from './model.ts'
import { sectionsOf } from './sheets.ts'
import { SECRETS, secretFacts } from './testing/facts.ts'

const document: IssuedDocument = {
  id: 'a',
  interventionId: 'f' as IssuedDocument['interventionId'],
  kind: 'entry-sheet',
  number: 'SI-26-0001',
  issuedAt: instant('2026-11-22T03:00:00Z'),
  issuedBy: null,
  annuls: null,
}

const NOTHING_KNOWN = { payer: null, expiresToday: null, therapies: null, belongings: null }

describe('numbers', () => {
  it('differ for every kind, year and serial', () => {
    const of = fc.tuple(
      fc.constantFrom(...DOCUMENT_KINDS),
      fc.integer({ min: 2020, max: 2099 }),
      fc.integer({ min: 1, max: 99_999 }),
    )
    fc.assert(
      fc.property(of, of, (a, b) => {
        expect(numberOf(...a) === numberOf(...b)).toBe(a.join() === b.join())
      }),
    )
  })

  it('belong to the year on the clock in Italy', () => {
    expect(registerYear(instant('2026-12-31T22:59:00Z'))).toBe(2026)
    expect(registerYear(instant('2026-12-31T23:00:00Z'))).toBe(2027)
  })
})

describe('annulment', () => {
  it('is given once', () => {
    expect(annul(document, undefined).accepted).toBe(true)
    const annulment = { ...document, id: 'b', kind: 'annulment' as const, number: 'AN-26-0001' }
    expect(annul(document, annulment)).toMatchObject({
      refusal: 'document-already-annulled',
      facts: { number: 'AN-26-0001' },
    })
    expect(annul(annulment, undefined)).toMatchObject({ refusal: 'annulment-stands' })
  })
})

describe('what a document says', () => {
  it('the redacted copy is made of an object without a secret, whatever was written by hand', () => {
    const words = { where: SECRETS.facility, mustNotKnow: SECRETS.relative }
    const copy = JSON.stringify(sectionsOf('entry-sheet-redacted', secretFacts(), words))
    const facts = JSON.stringify(redacted(secretFacts()))
    for (const secret of Object.values(SECRETS)) {
      expect(copy).not.toContain(secret)
      expect(facts).not.toContain(secret)
    }
    // The same words do stand in the whole sheet: the check above can fail.
    expect(JSON.stringify(sectionsOf('entry-sheet', secretFacts(), words))).toContain(
      SECRETS.facility,
    )
  })

  it('the entry sheet tells the facility which number to call when something goes wrong', () => {
    const facts = secretFacts()
    const rows = sectionsOf('entry-sheet', facts, {}).flatMap((one) => one.rows)
    expect(rows.map((one) => one.value)).toContain(facts.territory.phone)
  })

  it('a protected file puts no place on page one by default: only what its writer says', () => {
    const place = (isProtected: boolean, words: Parameters<typeof sectionsOf>[2] = {}) => {
      const whole = secretFacts({ report: null })
      const facts = { ...whole, file: { ...whole.file, isProtected } }
      return JSON.stringify(sectionsOf('handover-page', facts, words))
    }
    expect(place(false)).toContain(SECRETS.facility)
    expect(place(true)).not.toContain(SECRETS.facility)
    expect(place(true, { whereNow: 'Si chiede a voce' })).toContain('Si chiede a voce')
  })

  it('of a divided family each place is told, with how many sleep there and until when', () => {
    const [first] = secretFacts().placements
    if (!first) throw new Error('a place')
    const until = instant('2026-11-23T07:00:00Z')
    const second = { ...first, alias: 'Casa Onda', people: 1, minors: 0, until }
    const placements = [first, second]
    for (const kind of ['handover-page', 'entry-sheet'] as const) {
      const whole = secretFacts({ placements })
      const facts = { ...whole, file: { ...whole.file, isProtected: false } }
      const text = JSON.stringify(sectionsOf(kind, facts, {}))
      for (const said of [SECRETS.facility, '24/11/2026, 09:00', 'Casa Onda', '23/11/2026, 08:00'])
        expect(text).toContain(said)
      expect(text).toContain('2 persone, di cui minori 1')
      expect(text).toContain('1 persona')
    }
    // Of a protected file the hours are told and the places are not.
    const page = JSON.stringify(sectionsOf('handover-page', secretFacts({ placements }), {}))
    expect(page).not.toContain('Casa Onda')
    expect(page).toContain('23/11/2026, 08:00')
  })

  it('page one tells from the file all that nobody has to write again, and until when', () => {
    const whole = secretFacts()
    const facts = { ...whole, file: { ...whole.file, isProtected: false } }
    const minute = (words: Parameters<typeof sectionsOf>[2]) =>
      sectionsOf('handover-page', facts, words)[0]?.rows.map((one) => one.value) ?? []
    const [where, ...others] = minute({})
    expect(where).toBe(`${SECRETS.facility}, fino al 24/11/2026, 09:00`)
    expect(others).toEqual([
      SECRETS.payer,
      SECRETS.deadline,
      'non noto',
      SECRETS.contact,
      SECRETS.helper,
      SECRETS.relative,
      'che cosa è stato promesso',
      SECRETS.belongings,
      `Prova Inventata, ${facts.territory.phone}, fino alle 09:30`,
    ])
    // Words come before the file; the hour until which they stay is told all the same.
    expect(minute({ whereNow: 'Dalla nonna', promised: 'Una visita' })[0]).toBe(
      'Dalla nonna (fino al 24/11/2026, 09:00)',
    )
  })

  it('what nobody knows reads non noto, in every kind', () => {
    const empty = secretFacts({
      report: null,
      people: [],
      placements: [],
      morning: NOTHING_KNOWN,
      safety: { contact: null, knows: null, mustNotKnow: null },
    })
    for (const kind of DOCUMENT_KINDS) {
      const rows = sectionsOf(kind, empty, {}).flatMap((one) => one.rows)
      expect(rows.filter((row) => row.value.trim() === '')).toEqual([])
      expect(rows.map((row) => row.value)).toContain('non noto')
    }
  })

  it('the number to call is the service’s where nobody wrote another', () => {
    const facts = secretFacts()
    const called = (words: Parameters<typeof sectionsOf>[2]) =>
      sectionsOf('entry-sheet', facts, words)
        .flatMap((one) => one.rows)
        .find((one) => one.label === 'Numero da chiamare')?.value
    expect(called({})).toBe(facts.territory.phone)
    expect(called({ numberToCall: '+39 06 5550 1212' })).toBe('+39 06 5550 1212')
  })

  it('page one names what nobody knows in one list that reads as a sentence', () => {
    const safety = { contact: null, knows: null, mustNotKnow: null }
    const facts = secretFacts({ safety, morning: NOTHING_KNOWN })
    const rows = sectionsOf('handover-page', facts, { promised: 'Una visita' })[0]?.rows
    expect(rows?.find((one) => one.label === 'Che cosa non sappiamo')?.value).toBe(
      'chi paga fino ad allora; che cosa scade oggi; come raggiungerle in sicurezza; chi sa; chi non deve sapere; originali, chiavi, animali, scuola, terapie',
    )
  })

  it('only what somebody said stands between quotes: the report is in the words of who wrote it', () => {
    const said = (text: string) => ({ at: document.issuedAt, by: 'Prova', text })
    const facts = secretFacts({ statements: [said('Non torno a casa.'), said('Dice: «ho paura»')] })
    const texts = sectionsOf('intervention-report', facts, {})
      .find((one) => one.title === 'Dichiarazioni')
      ?.entries.map((one) => one.text)
    expect(texts).toEqual([
      `Testo della segnalazione: «${facts.report?.happening}»`,
      'Risposto sì a: Le ha stretto il collo? Risposto no a: Ci sono armi?',
      '«Non torno a casa.»',
      'Dice: «ho paura»',
    ])
  })

  it('says that no place was found, why, and what was done meanwhile; of a protected file not the words', () => {
    const one = { at: document.issuedAt, by: 'Prova Inventata', reasons: 'non accoglie uomini' }
    const note = 'Il 118 lo porta in pronto soccorso.'
    const base = secretFacts({ placements: [], unmet: [{ ...one, note }] })
    const textOf = (isProtected: boolean) =>
      sectionsOf('intervention-report', { ...base, file: { ...base.file, isProtected } }, {})
    const rows = textOf(false).flatMap((part) => part.rows)
    expect(rows.find(({ label }) => label.startsWith('Dove sono adesso'))?.value).toBe(note)
    const told = 'Bisogno senza risposta: nessun posto idoneo (non accoglie uomini).'
    expect(textOf(false).flatMap((part) => part.entries)).toContainEqual(
      expect.objectContaining({ by: one.by, text: `${told} Intanto: ${note}` }),
    )
    expect(JSON.stringify(textOf(true))).toContain(told)
    expect(JSON.stringify(textOf(true))).not.toContain(note)
  })

  it('keeps facts, statements and evaluations apart', () => {
    const said = (text: string) => [{ at: document.issuedAt, by: 'Prova', text }]
    const facts = secretFacts({
      seen: said('porta aperta'),
      statements: said('“ho paura”'),
      evaluations: said('rischio alto'),
    })
    const sections = sectionsOf('intervention-report', facts, {})
    const holders = ['porta aperta', '“ho paura”', 'rischio alto'].map((text) =>
      sections.filter((one) => one.entries.some((entry) => entry.text === text)),
    )
    expect(holders.map((found) => found.length)).toEqual([1, 1, 1])
    expect(new Set(holders.flat()).size).toBe(3)
  })

  it('what was left as it was proposed is no judgement: it stands apart, in the report and on page one', () => {
    const assessed = {
      ...{ at: document.issuedAt, by: 'Prova Inventata' },
      ...{
        need: '',
        risk: `Può tornare a ${SECRETS.facility}`,
        confirmed: { need: 'Donna vittima.', risk: '' },
      },
    }
    const base = secretFacts({ assessed })
    const partOf = (kind: 'intervention-report' | 'handover-page', title: string) =>
      JSON.stringify(sectionsOf(kind, base, {}).find((one) => one.title === title))
    expect(partOf('intervention-report', 'Valutazioni')).not.toContain('Donna vittima.')
    const confirmed = partOf('intervention-report', 'Dal protocollo, confermato da chi firma')
    expect(confirmed).toContain('Donna vittima.')
    const page = partOf('handover-page', 'Prima valutazione')
    const need = 'Donna vittima. (dal protocollo, confermato da chi firma)'
    for (const said of [need, 'Può tornare a Luogo protetto', 'Prova Inventata'])
      expect(page).toContain(said)
    expect(page).not.toContain(SECRETS.facility)
    expect(page).not.toContain('non noto')
  })

  it('what was answered about danger stands on the report sheet and among the statements, with who said it', () => {
    const base = secretFacts()
    const sheet = sectionsOf('report-sheet', base, {}).flatMap(({ rows }) => rows)
    const yes = { label: 'Risposto sì a', value: 'Le ha stretto il collo?' }
    expect(sheet).toContainEqual(yes)
    expect(sheet).toContainEqual({ label: 'Risposto no a', value: 'Ci sono armi?' })
    const nobody = base.report && { ...base.report, body: null, source: null }
    const told = sectionsOf('intervention-report', { ...base, report: nobody }, {}).find(
      ({ title }) => title === 'Dichiarazioni',
    )?.entries
    expect(told?.map(({ by }) => by)).toEqual(['Chi ha segnalato', 'Chi ha segnalato'])
    expect(told?.at(1)?.text).toBe(
      'Risposto sì a: Le ha stretto il collo? Risposto no a: Ci sono armi?',
    )
    const unasked = base.report && { ...base.report, saidYes: [], saidNo: [] }
    const without = sectionsOf('report-sheet', { ...base, report: unasked }, {})
    expect(JSON.stringify(without)).not.toContain('Risposto')
  })

  it('the entry sheet says by which title the minors were taken in, where there are any', () => {
    const base = secretFacts()
    const [place] = base.placements
    if (place === undefined) throw new Error('a place')
    const rowsOf = (over: Partial<typeof place>) =>
      sectionsOf('entry-sheet', { ...base, placements: [{ ...place, ...over }] }, {})[0]?.rows
    const label = 'Titolo per i minori'
    expect(rowsOf({})).toContainEqual({ label, value: 'consenso del genitore' })
    expect(rowsOf({ title: null })).toContainEqual({ label, value: 'non noto' })
    expect(rowsOf({ minors: 0 })?.map((one) => one.label)).not.toContain(label)
  })

  it('the redacted copy says how many they are where nobody was written', () => {
    const copy = sectionsOf('entry-sheet-redacted', secretFacts({ people: [] }), {})
    const people = copy.find(({ title }) => title === 'Persone')
    expect(people?.rows.map(({ value }) => value)).toEqual(['3, di cui minori 2'])
  })

  it('before the first assessment page one says that need and risk are not known', () => {
    const [, part] = sectionsOf('handover-page', secretFacts(), {})
    expect(part?.rows).toEqual([
      { label: 'Bisogno', value: 'non noto' },
      { label: 'Rischio', value: 'non noto' },
    ])
  })

  it('the report of an intervention says what the file has: place, arrival, read-back, what the caller said', () => {
    const at = instant('2026-11-22T02:30:00Z')
    const base = secretFacts({ readBacks: [{ at, by: 'Prova Inventata', to: 'Agente Inventato' }] })
    const open = { ...base, file: { ...base.file, isProtected: false } }
    const textOf = (facts: DocumentFacts) =>
      JSON.stringify(sectionsOf('intervention-report', facts, {}))
    const told = textOf(open)
    for (const words of [SECRETS.place, SECRETS.facility, SECRETS.contact, SECRETS.relative])
      expect(told).toContain(words)
    expect(told).toContain('Riscontro dato. Ha ascoltato: Agente Inventato.')
    // It may go to a court: of a protected file neither the place where they are nor how to reach them.
    const shut = textOf(base)
    for (const secret of [SECRETS.facility, SECRETS.contact, SECRETS.agreed, SECRETS.told])
      expect(shut).not.toContain(secret)
    for (const text of [told, shut]) {
      expect(text).toContain('Sono arrivati: ')
      expect(text).not.toContain('Il sistema')
    }
    expect(shut).toContain('Riscontro dato. Ha ascoltato: Agente Inventato.')
  })
})
