import type { Story } from './story.ts'

// Anzio-Nettuno, tonight: what is new, or is to be confirmed. People and facts are invented.

const ANZIO = 'A323'
const NETTUNO = 'F880'

/** Files that nobody has triaged yet. */
export const S1_NEW: readonly Story[] = [
  {
    name: 's1 polizia locale al molo',
    by: 'ioana.marinescu',
    ago: 4,
    lasts: 2,
    told: {
      freeToSpeak: 'yes',
      phone: '+39 06 5550 1303',
      placeText: 'Molo Pamphili, vicino alla biglietteria chiusa',
      municipality: ANZIO,
      happening:
        'Una ragazza sta seduta sugli scogli da due ore e piange. Non vuole dire come si chiama. La pattuglia è a dieci metri.',
      involved: ['woman'],
      peopleCount: 1,
      category: 'municipal-police',
      reporterBody: 'Polizia locale di Nettuno',
      reporterUnit: 'Polizia locale, pattuglia 3',
      patrolWaiting: true,
    },
  },
  {
    name: 's1 caduta la linea',
    by: 'davide.lombardini',
    ago: 21,
    lasts: 1,
    isDropped: true,
    told: { happening: 'Voce di donna, poi cade la linea. Si sente un bambino.', callBack: null },
  },
  {
    name: 's1 famiglia indiana in serra',
    by: 'chiara.ferranti',
    ago: 8,
    lasts: 5,
    told: {
      freeToSpeak: 'yes',
      callBack: 'text',
      placeText: 'Strada vicinale della Campana, serre dopo il secondo ponte',
      municipality: NETTUNO,
      happening:
        'Parla poco italiano. Dice che il padrone ha tolto la corrente alla baracca dove dorme con la moglie e il fratello.',
      involved: ['family'],
      names: 'Gurpreet Kaur, Harjinder Singh Dhillon',
      category: 'person-in-need',
      language: 'hi',
      interpreter: 'yes',
    },
  },
]

/** Proposed as not pertinent, for a social worker to confirm. */
export const S1_TO_CONFIRM: readonly Story[] = [
  {
    name: 's1 contributo affitto',
    by: 'ioana.marinescu',
    ago: 3,
    lasts: 2,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Via Sottotenente Egidio Inventato 31',
      municipality: ANZIO,
      happening: 'Chiede come si domanda il contributo per l’affitto. Ha casa e lavoro.',
      involved: ['man'],
      requestKind: 'rent-help',
      answers: { hasShelterTonight: 'yes' },
      category: 'person-in-need',
    },
    decided: {
      classKey: 'non-pertinente',
      offered: 'Orari e telefono del servizio sociale di Anzio',
    },
  },
  {
    name: 's1 lite per il rumore',
    by: 'davide.lombardini',
    ago: 16,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Via dei Volsci 9',
      municipality: NETTUNO,
      happening: 'Il vicino tiene alta la musica. Nessuno sta male, nessuno ha paura.',
      category: 'citizen',
      answers: { immediateDanger: 'no', violence: 'no' },
    },
    decided: {
      classKey: 'non-pertinente',
      reason: 'Lite tra vicini senza persone fragili',
      offered: 'Numero della Polizia locale',
    },
  },
  {
    name: 's1 visita medica',
    by: 'chiara.ferranti',
    ago: 38,
    told: {
      freeToSpeak: 'yes',
      municipality: NETTUNO,
      placeUnknown: true,
      happening: 'Vuole prenotare una visita per la madre. La madre è a casa con lei e sta bene.',
      involved: ['elderly'],
      category: 'citizen',
      requestKind: 'information',
    },
    decided: {
      classKey: 'non-pertinente',
      reason: 'Chiede solo di prenotare una visita',
      offered: 'Numero della continuità assistenziale 116117',
    },
  },
]
