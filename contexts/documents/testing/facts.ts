import { instant } from '#platform/kernel/time.ts'
import type { DocumentFacts } from '../facts.ts'

/** What must never stand in a redacted copy: each word occurs in one field. */
export const SECRETS = {
  place: 'Portico Nascosto 7',
  facility: 'Casa del Melograno',
  address: 'Via Segretissima 19',
  facilityPhone: '+39 06 5550 4411',
  agreed: 'Educatrice Ludovica',
  name: 'Zulima Inventata',
  told: 'Ornella Detta',
  relative: 'cugino Vincenzino',
  reporterPhone: '+39 06 5550 9911',
  health: 'terapia salvavita',
  contact: 'chiedere di Gina',
  payer: 'fondo Ginestra',
  belongings: 'cane Birillo',
  deadline: 'udienza Mirtillo',
  helper: 'vicina Fiorella',
} as const

/** Facts of a file with a secret in every field that can hold one. */
export function secretFacts(over: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    territory: {
      name: 'Territorio di prova',
      body: 'Comune di prova',
      phone: '+39 06 5550 9001',
      answersUntil: '09:30',
    },
    file: {
      number: '26-0412',
      receivedAt: instant('2026-11-22T01:40:00Z'),
      className: 'Emergenza',
      reasons: ['C’è un pericolo immediato.'],
      owner: 'Prova Inventata',
      isProtected: true,
    },
    report: {
      source: 'Polizia locale',
      body: 'Pattuglia di prova',
      reporter: SECRETS.told,
      reporterPhone: SECRETS.reporterPhone,
      place: SECRETS.place,
      happening: `Aggredita dal ${SECRETS.relative}`,
      saidYes: ['Le ha stretto il collo?'],
      saidNo: ['Ci sono armi?'],
      involved: 'donna',
      count: '3, di cui minori 2',
      names: SECRETS.name,
      ages: '34, 7, 3',
      language: null,
      health: SECRETS.health,
      animals: null,
      protection: null,
      callBack: SECRETS.contact,
      notice: 'sì',
      joins: 'sì',
    },
    people: [
      { name: SECRETS.name, age: '34 anni', relation: 'madre', needs: SECRETS.health },
      { name: null, age: '7 anni', relation: 'figlia', needs: null },
    ],
    placements: [
      {
        alias: SECRETS.facility,
        address: SECRETS.address,
        phone: SECRETS.facilityPhone,
        since: instant('2026-11-22T03:10:00Z'),
        hasArrived: true,
        recordedBy: 'Prova Inventata',
        until: instant('2026-11-24T08:00:00Z'),
        agreed: SECRETS.agreed,
        title: 'consenso del genitore',
        people: 2,
        minors: 1,
      },
    ],
    unmet: [],
    morning: {
      payer: SECRETS.payer,
      expiresToday: SECRETS.deadline,
      therapies: SECRETS.health,
      belongings: SECRETS.belongings,
    },
    safety: { contact: SECRETS.contact, knows: SECRETS.helper, mustNotKnow: SECRETS.relative },
    emergencyCalls: [],
    readBacks: [],
    seen: [],
    statements: [],
    evaluations: [],
    assessed: null,
    ...over,
  }
}
