import type { Story } from './story.ts'

// Anzio-Nettuno, files that go on for hours or days. People and facts are invented.

const ANZIO = 'A323'
const NETTUNO = 'F880'

/** Files that came back, or that need more than one night. */
export const S1_LONGER: readonly Story[] = [
  {
    name: 's1 non pertinente rimandata in coda',
    by: 'chiara.ferranti',
    ago: 260,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Corso del Popolo Inventato 88',
      municipality: NETTUNO,
      happening: 'Chiede un pacco alimentare. Poi dice che il frigo è vuoto da tre giorni.',
      involved: ['woman', 'children'],
      minorsCount: 1,
      peopleCount: 2,
      requestKind: 'other',
      category: 'person-in-need',
    },
    decided: {
      classKey: 'non-pertinente',
      reason: 'Sembra una richiesta ordinaria',
      offered: 'Orari della distribuzione di viveri',
    },
    next: [
      {
        after: 25,
        by: 'francesca.tirreni',
        does: 'reject',
        reason: 'C’è un bambino piccolo e non hanno da mangiare',
      },
      {
        after: 28,
        by: 'francesca.tirreni',
        does: 'decide',
        classKey: 'urgenza',
      },
      { after: 29, by: 'francesca.tirreni', does: 'answer' },
    ],
  },
  {
    name: 's1 non confermata a fine turno',
    by: 'davide.lombardini',
    ago: 1560,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Via delle Calcare 3',
      municipality: ANZIO,
      happening: 'Il fratello si è trasferito e non risponde da due giorni. Chiede di cercarlo.',
      category: 'citizen',
    },
    decided: {
      classKey: 'non-pertinente',
      reason: 'Nessun segno di pericolo',
      offered: 'Denuncia di scomparsa ai Carabinieri',
    },
  },
  {
    name: 's1 madre in accoglienza',
    by: 'ioana.marinescu',
    ago: 2210,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Via Eroi di Podgora Immaginaria 15',
      municipality: NETTUNO,
      residence: NETTUNO,
      happening:
        'Madre con un bambino di quattro mesi. La casa è senza riscaldamento e il padre è in mare.',
      involved: ['woman', 'children'],
      peopleCount: 2,
      minorsCount: 1,
      names: 'Agnieszka Przybylska',
      answers: { extremePoverty: 'yes', hasShelterTonight: 'no' },
      network: 'no',
      category: 'health-service',
      reporterUnit: 'Consultorio familiare',
      noticeGiven: 'yes',
      joins: 'yes',
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 9, by: 'francesca.tirreni', does: 'answer' },
      {
        after: 190,
        by: 'francesca.tirreni',
        does: 'note',
        text: 'Accolta per la notte. Domani colloquio con il servizio sociale di Nettuno.',
      },
      {
        after: 1500,
        by: 'francesca.tirreni',
        does: 'note',
        text: 'Il servizio sociale di Nettuno chiede due giorni per trovare la soluzione. Il piccolo sta bene.',
      },
    ],
  },
  {
    name: 's1 signore che rifiuta',
    by: 'stefano.maremmani',
    ago: 4100,
    channel: 'street',
    told: {
      freeToSpeak: 'yes',
      phone: null,
      placeText: 'Argine del fosso di Loricina',
      landmark: 'dietro il muro del vecchio deposito di barche',
      municipality: NETTUNO,
      happening:
        'Vive nel deposito da mesi. Accetta coperte, rifiuta il letto. Si torna ogni sera.',
      involved: ['homeless', 'man'],
      peopleCount: 1,
      names: 'Sergio, il cognome non lo dice',
      answers: {
        refusal: 'yes',
        homeless: 'yes',
        hasShelterTonight: 'no',
        coldPlanActive: 'unknown',
      },
      network: 'no',
      category: 'own-detection',
      reporterUnit: 'Unità mobile',
    },
    decided: { classKey: 'monitoraggio', reason: 'Lo vediamo ogni sera e ha un riparo asciutto' },
    next: [
      { after: 20, by: 'stefano.maremmani', does: 'answer' },
      {
        after: 1440,
        by: 'stefano.maremmani',
        does: 'note',
        text: 'Secondo passaggio: ha accettato un tè e ha parlato del figlio.',
      },
      {
        after: 2880,
        by: 'stefano.maremmani',
        does: 'note',
        text: 'Terzo passaggio: chiede se domani può fare una doccia.',
      },
    ],
  },
]
