import type { Step, Story, Told } from './story.ts'

// Anzio-Nettuno, the days behind: what is closed. People and facts are invented.

/** How a file ended: a mistake, or a need that is not pertinent. */
type End = 'wrong' | 'not-pertinent' | 'not-pertinent-at-once'
type Past = {
  readonly hoursAgo: number
  readonly by: string
  readonly end: End
  /** Why it was closed, or what was offered instead. */
  readonly words: string
  readonly place: string
  readonly said: string
  readonly told?: Told
}

const OPERATORS = ['chiara.ferranti', 'davide.lombardini', 'ioana.marinescu'] as const

function storyOf(past: Past, index: number): Story {
  const { by, place, said, end, words } = past
  const isNotPertinent = end === 'not-pertinent' || end === 'not-pertinent-at-once'
  return {
    name: `s1 prima ${index + 1}: ${place}`,
    by: end === 'not-pertinent-at-once' ? 'francesca.tirreni' : by,
    ago: past.hoursAgo * 60,
    told: {
      freeToSpeak: 'yes',
      placeText: place,
      municipality: index % 3 === 0 ? 'F880' : 'A323',
      happening: said,
      category: 'citizen',
      ...past.told,
    },
    decided: isNotPertinent
      ? {
          classKey: 'non-pertinente',
          reason: 'Nessuno è in pericolo e c’è un ufficio',
          offered: words,
        }
      : { classKey: 'monitoraggio', reason: 'Da capire meglio con calma' },
    next: stepsTo(end, words),
  }
}

function stepsTo(end: End, words: string): readonly Step[] {
  if (end === 'not-pertinent-at-once') return []
  if (end === 'not-pertinent') return [{ after: 25, by: 'francesca.tirreni', does: 'confirm' }]
  return [
    { after: 12, by: 'stefano.maremmani', does: 'answer' },
    { after: 31, by: 'stefano.maremmani', does: 'close', outcome: end, reason: words },
  ]
}

const past = (
  hoursAgo: number,
  end: End,
  place: string,
  said: string,
  words: string,
  told?: Told,
): Past => ({
  hoursAgo,
  by: OPERATORS[hoursAgo % OPERATORS.length] ?? OPERATORS[0],
  end,
  words,
  place,
  said,
  ...(told ? { told } : {}),
})

const PAST: readonly Past[] = [
  past(
    11,
    'wrong',
    'Stazione di Anzio',
    'Uomo con due borse sulla panchina.',
    'Già segnalato dalla Polizia ferroviaria venti minuti prima',
    { involved: ['man', 'homeless'] },
  ),
  past(
    13,
    'not-pertinent',
    'Via Flavia 12',
    'Chiede come cambiare il medico di famiglia.',
    'Sportello della ASL, al mattino',
    { requestKind: 'information' },
  ),
  past(
    16,
    'wrong',
    'Piazza Cesare Battisti',
    'Un’auto blocca il passo carrabile.',
    'Chiamata per la Polizia locale, passata a loro',
  ),
  past(
    19,
    'not-pertinent-at-once',
    'Via della Fornace 40',
    'Vuole sapere a che punto è la domanda per la casa.',
    'Ufficio casa del Comune, martedì pomeriggio',
  ),
  past(
    23,
    'wrong',
    'Lungomare Matteotti',
    'Ragazzo che dorme sugli scalini.',
    'Lo stesso ragazzo della sera prima, già seguito',
    { involved: ['man', 'homeless'], peopleCount: 1 },
  ),
  past(
    26,
    'not-pertinent',
    'Via Romana 201',
    'Il contatore dell’acqua perde.',
    'Numero guasti del gestore',
  ),
  past(
    29,
    'wrong',
    'Viale Mencacci',
    'Il chiamante cercava un altro servizio.',
    'Cercava il centro prelievi',
  ),
  past(
    34,
    'not-pertinent',
    'Via Gramsci 77',
    'Domanda il bonus per le bollette.',
    'Segretariato sociale di Nettuno',
    {
      requestKind: 'rent-help',
      category: 'person-in-need',
      answers: { hasShelterTonight: 'yes' },
    },
  ),
  past(
    38,
    'wrong',
    'Riviera Mallozzi',
    'Due uomini litigano vicino alle barche.',
    'Intervento già aperto dal Commissariato',
    { category: 'police', reporterUnit: 'Volante 1', phone: '+39 06 5550 1302' },
  ),
  past(
    43,
    'not-pertinent-at-once',
    'Via Cupa dei Marmi 5',
    'Cerca lavoro come badante.',
    'Centro per l’impiego e sportello badanti',
  ),
  past(
    47,
    'wrong',
    'Via Ambrosini 18',
    'Un bambino gioca con il telefono della madre.',
    'La madre ha confermato: nessun bisogno',
  ),
  past(
    52,
    'not-pertinent',
    'Piazza Garibaldi',
    'Ha trovato un cane senza collare.',
    'Servizio veterinario e Polizia locale',
  ),
  past(
    58,
    'wrong',
    'Ospedale, reparto di medicina',
    'Signora dimessa senza nessuno a casa.',
    'Stessa signora segnalata dal pronto soccorso',
    { category: 'hospital', reporterUnit: 'Medicina, caposala', involved: ['woman', 'elderly'] },
  ),
  past(
    63,
    'not-pertinent',
    'Via Nerone 3',
    'Chiede un modulo per l’assegno unico.',
    'Patronato e sito dell’INPS',
    { requestKind: 'information' },
  ),
  past(
    69,
    'wrong',
    'Via Lussemburgo 9',
    'Allarme dell’antifurto scambiato per una persona che grida.',
    'Verificato con chi abita lì',
  ),
  past(
    74,
    'not-pertinent-at-once',
    'Largo Bragaglia',
    'Vuole donare vestiti invernali.',
    'Recapito dei volontari del giro serale',
  ),
  past(
    81,
    'wrong',
    'Parco di Palatucci',
    'Donna con un carrello pieno di coperte.',
    'È la signora già seguita dall’unità mobile',
    { involved: ['woman', 'homeless'] },
  ),
  past(
    90,
    'not-pertinent',
    'Via Ennio Visca 30',
    'Chiede di spostare una visita fisioterapica.',
    'Centro unico di prenotazione',
  ),
  past(
    97,
    'wrong',
    'Via Oratorio di San Rocco',
    'Il chiamante ha sbagliato Comune.',
    'Passato al servizio di un altro distretto',
  ),
  past(
    109,
    'not-pertinent',
    'Via Capitan Fracassa 61',
    'Protesta per il cantiere di notte.',
    'Ufficio relazioni con il pubblico',
  ),
  past(
    118,
    'wrong',
    'Chiesa dei Santi Pio e Antonio',
    'Famiglia con due bambini nella sacrestia.',
    'Già accolta la notte prima',
    {
      involved: ['family', 'children'],
      minorsCount: 2,
      category: 'third-sector',
      reporterUnit: 'Parrocchia',
    },
  ),
  past(
    127,
    'not-pertinent',
    'Via Aldobrandini 8',
    'Domanda il contributo per l’affitto di dicembre.',
    'Orari del servizio sociale di Anzio',
    {
      requestKind: 'rent-help',
      category: 'person-in-need',
      answers: { hasShelterTonight: 'yes' },
    },
  ),
  past(
    141,
    'wrong',
    'Via Goldoni 22',
    'Prova del telefono di un nuovo volontario.',
    'Prova di linea, nessuna persona',
  ),
  past(
    150,
    'not-pertinent-at-once',
    'Via Mascagni 4',
    'Chiede l’orario del mercato.',
    'Sito del Comune',
  ),
  past(
    163,
    'wrong',
    'Foce dell’Astura',
    'Tenda sulla spiaggia.',
    'Segnalata due volte dallo stesso bagnino',
    { involved: ['homeless'] },
  ),
]

/** Files of the days behind, closed. */
export const S1_BEFORE: readonly Story[] = PAST.map(storyOf)
