import { FACILITIES } from './facilities.ts'
import { withPapers } from './paper-deeds.ts'
import { withFile } from './stories-files.ts'
import { withPlace } from './stories-places.ts'
import { S0_STORIES } from './stories-s0.ts'
import { S1_BEFORE } from './stories-s1-before.ts'
import { S1_DANGER } from './stories-s1-danger.ts'
import { S1_LONGER } from './stories-s1-longer.ts'
import { S1_NEW, S1_TO_CONFIRM } from './stories-s1-new.ts'
import { S1_QUEUE } from './stories-s1-queue.ts'
import { S1_WORK } from './stories-s1-work.ts'
import { S2_STORIES } from './stories-s2.ts'
import { S3_STORIES } from './stories-s3.ts'
import { S4_STORIES } from './stories-s4.ts'
import type { Night } from './story.ts'

type Told = Omit<Night, 'keeper' | 'facilities'>

const S0: Told = {
  desk: { leaves: 'luca.bianchetti', comes: 'marta.rossini', isRead: false },
  duringClosing: false,
  stories: S0_STORIES,
  calls: [
    {
      name: 's0 numero sbagliato',
      by: 'luca.bianchetti',
      ago: 55,
      contact: { kind: 'wrong-number' },
    },
    {
      name: 's0 consulenza al reparto',
      by: 'marta.rossini',
      ago: 105,
      contact: {
        kind: 'advice',
        category: 'hospital',
        unit: 'Pronto soccorso di Jesi',
        question: 'Un paziente senza residenza può essere dimesso al mattino?',
        given: 'Sì, se ha un posto e qualcuno avvisato. Ci richiamano alle sette.',
      },
    },
  ],
  askings: [],
  unfinished: [],
}

const S1: Told = {
  desk: { leaves: 'davide.lombardini', comes: 'chiara.ferranti', isRead: true },
  duringClosing: false,
  stories: [
    ...S1_NEW,
    ...S1_QUEUE,
    ...S1_TO_CONFIRM,
    ...S1_DANGER,
    ...S1_WORK,
    ...S1_LONGER,
    ...S1_BEFORE,
  ],
  calls: [
    {
      name: 's1 chiamata muta',
      by: 'chiara.ferranti',
      ago: 12,
      contact: { kind: 'silent', phone: null },
    },
    {
      name: 's1 numero sbagliato',
      by: 'davide.lombardini',
      ago: 33,
      contact: { kind: 'wrong-number' },
    },
    { name: 's1 disturbo', by: 'ioana.marinescu', ago: 77, contact: { kind: 'nuisance' } },
    {
      name: 's1 orari degli uffici',
      by: 'chiara.ferranti',
      ago: 91,
      contact: { kind: 'information', category: 'citizen', offers: ['told-office', 'told-hours'] },
    },
    {
      name: 's1 consulenza alla volante',
      by: 'davide.lombardini',
      ago: 140,
      contact: {
        kind: 'advice',
        category: 'police',
        unit: 'Volante 1',
        phone: '+39 06 5550 1302',
        question: 'Un uomo rifiuta il dormitorio. Possiamo lasciarlo in stazione?',
        given: 'Sì, se è vigile e coperto. L’unità mobile ripassa tra due ore.',
      },
    },
    {
      name: 's1 messaggio della parrocchia',
      by: 'ioana.marinescu',
      ago: 220,
      contact: {
        kind: 'message',
        channel: 'email',
        category: 'third-sector',
        unit: 'Parrocchia dei Santi Pio e Antonio',
        phone: null,
        question: 'Avete bisogno di coperte?',
        given: 'Richiamiamo domani mattina.',
      },
    },
  ],
  askings: [
    {
      name: 's1 dice di essere un maresciallo',
      by: 'chiara.ferranti',
      ago: 40,
      request: {
        asks: 'where-person-is',
        category: 'police',
        unit: 'Carabinieri, dice',
        phone: '+39 300 000 9977',
        claimedReporter: 'cc-anzio',
      },
      verified: {
        after: 6,
        method: 'call-back',
        result: 'denied',
        reporter: 'cc-anzio',
        calledNumber: '+390655501301',
      },
    },
  ],
  unfinished: [
    {
      name: 's1 bozza di Chiara',
      by: 'chiara.ferranti',
      ago: 2,
      content: {
        freeToSpeak: 'yes',
        phoneText: '300 000 4512',
        placeText: 'Via dei Gelsomini, non ricorda il numero',
        municipality: 'F880',
        happening: 'La madre è caduta e non vuole il medico. Il figlio ha paura di lasciarla sola.',
        involved: ['elderly', 'woman'],
      },
    },
    {
      name: 's1 bozza di Davide',
      by: 'davide.lombardini',
      ago: 28,
      content: { placeText: 'Zona artigianale', happening: 'Linea disturbata, richiama tra poco.' },
    },
  ],
}

const S2: Told = {
  duringClosing: true,
  stories: S2_STORIES,
  calls: [
    {
      name: 's2 ufficio della residenza',
      by: 'marco.barbero',
      ago: 66,
      contact: { kind: 'information', category: 'citizen', offers: ['told-office'] },
    },
  ],
  askings: [],
  unfinished: [],
}

const S3: Told = {
  duringClosing: true,
  stories: S3_STORIES,
  calls: [
    {
      name: 's3 cittadino non abilitato',
      by: 'matteo.pieraccini',
      ago: 75,
      contact: { kind: 'not-entitled', category: 'citizen', offers: ['told-112', 'told-office'] },
    },
    {
      name: 's3 consulenza ai carabinieri',
      by: 'alessia.grossi',
      ago: 180,
      contact: {
        kind: 'advice',
        category: 'police',
        unit: 'Stazione di Peccioli',
        phone: '+39 06 5550 3302',
        question: 'La signora può restare dalla sorella senza altri atti?',
        given: 'Sì, se lo sceglie lei. Domattina avvisiamo il servizio del Comune.',
      },
    },
  ],
  askings: [
    {
      name: 's3 chi ha chiamato',
      by: 'federico.nardi',
      ago: 115,
      request: {
        asks: 'who-reported',
        category: 'citizen',
        caller: 'Un vicino, non dice il nome',
        phone: null,
      },
    },
  ],
  unfinished: [],
}

const S4: Told = {
  duringClosing: true,
  stories: S4_STORIES,
  calls: [
    {
      name: 's4 cittadino non abilitato',
      by: 'giuseppe.inguanta',
      ago: 50,
      contact: { kind: 'not-entitled', category: 'citizen', offers: ['told-desk', 'told-112'] },
    },
  ],
  askings: [],
  unfinished: [
    {
      name: 's4 bozza di Rosaria',
      by: 'rosaria.loverde',
      ago: 9,
      content: {
        municipality: 'C341',
        happening: 'Il Comune di Castrofilippo chiede un posto per due fratelli.',
      },
    },
  ],
}

/** The night of each territory, in the order of their files. */
export const NIGHTS: readonly Night[] = [S0, S1, S2, S3, S4].map((night, n) => ({
  ...night,
  stories: night.stories.map(withPlace).map(withFile).map(withPapers),
  keeper: FACILITIES[n]?.by ?? '',
  facilities: FACILITIES[n]?.facilities ?? [],
}))
