import type { Story } from './story.ts'

// Vallesina: always on, one operations room. People and facts are invented.

const JESI = 'E388'
const CINGOLI = 'C704'
const FILOTTRANO = 'D597'

/** Files of the national-sheet territory. */
export const S0_STORIES: readonly Story[] = [
  {
    name: 's0 uomo in galleria',
    by: 'marta.rossini',
    ago: 12,
    told: {
      freeToSpeak: 'yes',
      phone: '+39 06 5550 0302',
      placeText: 'Galleria tra Corso Matteotti e Piazza delle Prove',
      municipality: JESI,
      happening:
        'Uomo con due sacchi a pelo. Parla con la pattuglia, accetta di aspettare l’unità di strada.',
      involved: ['homeless', 'man'],
      peopleCount: 1,
      names: 'Dušan Kovačević',
      answers: { homeless: 'yes', immediateDanger: 'no' },
      network: 'unknown',
      category: 'police',
      reporterBody: 'Commissariato di Jesi',
      reporterUnit: 'Volante',
      claimedReporter: 'commissariato-jesi',
      patrolWaiting: true,
      language: 'sr',
    },
    decided: { classKey: 'urgenza' },
  },
  {
    name: 's0 madre e bambini in stazione',
    by: 'luca.bianchetti',
    ago: 70,
    lasts: 2,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Stazione, sala d’attesa',
      municipality: JESI,
      happening:
        'È scesa dall’ultimo treno con due bambini. Il marito l’ha seguita fino ad Ancona.',
      involved: ['woman', 'children'],
      peopleCount: 3,
      minorsCount: 2,
      names: 'Oksana Tkačenko e i figli',
      answers: { violence: 'yes', immediateDanger: 'unknown', hasShelterTonight: 'no' },
      network: 'no',
      category: 'person-in-need',
      callBack: 'text',
      language: 'uk',
      interpreter: 'yes',
      protection: ['violent-relative', 'address-secret'],
    },
    decided: { classKey: 'emergenza' },
    called: [{ service: '112', reference: 'centrale 881' }],
    next: [
      { after: 0.5, by: 'luca.bianchetti', does: 'answer' },
      {
        after: 15,
        by: 'luca.bianchetti',
        does: 'hand-on',
        to: 'anna.verdini',
        reason: 'Serve un’assistente sociale per il colloquio e il posto protetto',
      },
      { after: 17, by: 'anna.verdini', does: 'answer' },
    ],
  },
  {
    name: 's0 anziana a Cingoli',
    by: 'marta.rossini',
    ago: 150,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Contrada Sant’Obbedienza 14, ultima casa della strada bianca',
      municipality: CINGOLI,
      residence: CINGOLI,
      happening:
        'La badante è partita ieri. La signora cammina ma non cucina. La nipote arriva domani.',
      involved: ['elderly', 'woman'],
      peopleCount: 1,
      ages: '88',
      answers: { confusedAlone: 'no', healthNeed: 'no', hasShelterTonight: 'yes' },
      network: 'yes',
      category: 'citizen',
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 14, by: 'paolo.serafini', does: 'answer' },
      {
        after: 60,
        by: 'paolo.serafini',
        does: 'note',
        text: 'La vicina ha le chiavi e porta la cena. Risento la nipote alle otto.',
      },
    ],
  },
  {
    name: 's0 famiglia in auto',
    by: 'luca.bianchetti',
    ago: 48,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Parcheggio del palazzetto dello sport',
      municipality: FILOTTRANO,
      happening: 'Coppia con una bambina dorme in auto da due notti, dopo lo sfratto.',
      involved: ['family', 'children'],
      peopleCount: 3,
      minorsCount: 1,
      answers: { extremePoverty: 'yes', hasShelterTonight: 'no' },
      category: 'third-sector',
      reporterUnit: 'Emporio solidale',
    },
    decided: { classKey: 'emergenza' },
  },
  {
    name: 's0 informazioni sui dormitori',
    by: 'marta.rossini',
    ago: 26,
    told: {
      freeToSpeak: 'yes',
      municipality: JESI,
      happening: 'Uno studente scrive la tesi e chiede quanti letti ci sono.',
      category: 'citizen',
      requestKind: 'information',
    },
    decided: { classKey: 'orientamento', offered: 'Ufficio di piano, al mattino' },
  },
  {
    name: 's0 incontro in strada',
    by: 'omar.haddad',
    ago: 35,
    channel: 'street',
    told: {
      phone: null,
      placeText: 'Portico dell’ex convento',
      municipality: JESI,
      happening: 'Ragazzo nuovo, due parole in arabo. Ha accettato la coperta. Torno più tardi.',
      involved: ['man', 'homeless'],
      category: 'own-detection',
      reporterUnit: 'Unità di strada La Lanterna',
      language: 'ar',
    },
  },
  {
    name: 's0 chiusa come doppione',
    by: 'marta.rossini',
    ago: 1700,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Viale della Vittoria Immaginaria 3',
      municipality: JESI,
      happening: 'Uomo che dorme nell’androne.',
      category: 'citizen',
      involved: ['man', 'homeless'],
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 10, by: 'giulia.montanari', does: 'answer' },
      {
        after: 20,
        by: 'giulia.montanari',
        does: 'close',
        outcome: 'wrong',
        reason: 'Già seguito dall’unità di strada',
      },
    ],
  },
]
