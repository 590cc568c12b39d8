import type { Story } from './story.ts'

// Anzio-Nettuno, tonight: what somebody works or has handed on. People and facts are invented.

const ANZIO = 'A323'
const NETTUNO = 'F880'

/** Urgent files of tonight that have had an answer. */
export const S1_WORK: readonly Story[] = [
  {
    name: 's1 donna che non denuncia',
    by: 'ioana.marinescu',
    ago: 205,
    told: {
      freeToSpeak: 'yes',
      callBack: 'never',
      phone: '+39 06 5550 1304',
      placeText: 'Pronto soccorso, sala di attesa interna',
      municipality: ANZIO,
      happening: 'Ha lividi sulle braccia. Il marito aspetta fuori. Non vuole andare via stanotte.',
      involved: ['woman'],
      peopleCount: 1,
      names: 'Đặng Thị Hương',
      ages: '41',
      answers: { violence: 'yes', immediateDanger: 'no', hasShelterTonight: 'yes' },
      category: 'hospital',
      reporterUnit: 'Pronto soccorso, infermiera di turno',
      reporterBody: 'Pronto soccorso degli Ospedali Riuniti',
      protection: ['reads-her-messages'],
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 5, by: 'francesca.tirreni', does: 'answer' },
      { after: 11, by: 'francesca.tirreni', does: 'call', service: '1522' },
      {
        after: 40,
        by: 'francesca.tirreni',
        does: 'note',
        text: 'Colloquio in stanza separata. Ha preso il numero del centro. Non si richiama mai: passa lei in farmacia.',
      },
    ],
  },
  {
    name: 's1 famiglia nel seminterrato',
    by: 'chiara.ferranti',
    ago: 171,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Traversa privata di Via Ammiraglio Ottaviano Immaginario 7, seminterrato',
      municipality: NETTUNO,
      residence: NETTUNO,
      happening:
        'L’acqua entra dal pavimento. La nonna è a letto. I vigili del fuoco hanno detto di uscire.',
      alreadyCalled: ['115'],
      involved: ['family', 'elderly', 'children'],
      peopleCount: 5,
      minorsCount: 2,
      names: 'Famiglia Wróblewska-Esposito',
      answers: { hasShelterTonight: 'no', extremePoverty: 'yes', immediateDanger: 'no' },
      network: 'unknown',
      category: 'emergency-services',
      reporterUnit: 'Vigili del fuoco, squadra 12A',
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 4, by: 'chiara.ferranti', does: 'answer' },
      {
        after: 30,
        by: 'chiara.ferranti',
        does: 'complete',
        fields: { network: 'yes', health: 'La nonna usa l’ossigeno di notte' },
      },
    ],
  },
  {
    name: 's1 coppia alla fermata',
    by: 'davide.lombardini',
    ago: 96,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Capolinea degli autobus di Padiglione',
      municipality: ANZIO,
      happening:
        'Coppia di cinquant’anni con una valigia. La padrona di casa ha cambiato la serratura.',
      involved: ['man', 'woman', 'homeless'],
      peopleCount: 2,
      names: 'Aïssatou e Babacar Sène',
      answers: { hasShelterTonight: 'no', immediateDanger: 'no' },
      category: 'person-in-need',
      language: 'fr',
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 41, by: 'stefano.maremmani', does: 'answer' },
      {
        after: 44,
        by: 'stefano.maremmani',
        does: 'note',
        text: 'Letto chiesto alla Casa del Mare. Aspetto la risposta.',
      },
    ],
  },
  {
    name: 's1 pattuglia già libera',
    by: 'ioana.marinescu',
    ago: 132,
    told: {
      freeToSpeak: 'yes',
      phone: '+39 06 5550 1301',
      placeText: 'Via Santa Maria Goretti 204',
      municipality: NETTUNO,
      happening:
        'Signora sola, sfrattata dal fratello. È calma. I Carabinieri l’hanno portata in caserma.',
      involved: ['woman'],
      peopleCount: 1,
      names: 'Zoë Ñahui Quispe',
      answers: { hasShelterTonight: 'no', extremePoverty: 'yes', violence: 'no' },
      network: 'no',
      category: 'police',
      reporterBody: 'Carabinieri di Anzio',
      reporterUnit: 'Stazione di Nettuno',
      claimedReporter: 'cc-anzio',
      patrolWaiting: true,
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 7, by: 'davide.lombardini', does: 'answer' },
      { after: 35, by: 'davide.lombardini', does: 'release' },
    ],
  },
  {
    name: 's1 passata all’unità mobile',
    by: 'chiara.ferranti',
    ago: 64,
    told: {
      freeToSpeak: 'yes',
      placeText: 'Pineta della Gallinara, ingresso dal campo sportivo',
      municipality: ANZIO,
      happening: 'Tende tra gli alberi. Il custode ha visto una donna con la pancia grande.',
      involved: ['homeless', 'pregnant', 'group'],
      peopleCount: 3,
      answers: { homeless: 'yes', hasShelterTonight: 'no', healthNeed: 'unknown' },
      category: 'citizen',
    },
    decided: { classKey: 'urgenza' },
    next: [
      { after: 3, by: 'chiara.ferranti', does: 'answer' },
      {
        after: 10,
        by: 'chiara.ferranti',
        does: 'hand-on',
        to: 'nicola.portuensi',
        reason: 'L’unità mobile è già in pineta per un altro giro',
      },
    ],
  },
  {
    name: 's1 passata al collega',
    by: 'davide.lombardini',
    ago: 39,
    told: {
      freeToSpeak: 'yes',
      municipality: ANZIO,
      placeText: 'Via Ardeatina 410',
      happening: 'La figlia non riesce a tornare dal padre malato. Chiede se qualcuno può passare.',
      involved: ['elderly', 'man'],
      peopleCount: 1,
      names: 'Nikola Đorđević',
      answers: { healthNeed: 'no', confusedAlone: 'no' },
      category: 'citizen',
    },
    decided: { classKey: 'monitoraggio', reason: 'Il padre ha mangiato e ha le medicine' },
    next: [
      {
        after: 5,
        by: 'davide.lombardini',
        does: 'hand-on',
        to: 'ioana.marinescu',
        reason: 'Fine turno: il padre parla serbo e Ioana lo conosce',
      },
    ],
  },
]
