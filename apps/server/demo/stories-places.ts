import type { Step, Story } from './story.ts'

// What became of some stories when a place was looked for. People and facts are invented.

const FEMALE = 'female' as const
const MALE = 'male' as const
const EDUCATOR = { name: 'Lidia Fantini', role: 'educatrice di turno' }
const HEAD = { name: 'Marco Bellinzona', role: 'responsabile reperibile' }
const TITLE = { title: 'parent-consent' }

const PLACES: Readonly<Record<string, readonly Step[]>> = {
  // Held now: the countdown runs, the written yes is awaited.
  's1 donna con due figli': [
    {
      after: 14,
      by: 'chiara.ferranti',
      does: 'need',
      need: {
        people: [
          { sex: FEMALE, age: 34 },
          { sex: FEMALE, age: 7 },
          { sex: MALE, age: 3 },
        ],
        secret: true,
        avoid: ['A323'],
        words: {
          ties: 'Madre e due figli',
          health: 'Segni sul collo: prima il 118',
          documents: 'Carta d’identità scaduta',
          language: 'Rumeno, capisce l’italiano',
          arrival: 'Con l’unità mobile, due seggiolini',
          payer: 'Ambito, prime 120 ore',
        },
      },
    },
    { after: 18, by: 'chiara.ferranti', does: 'ring', facility: 'Casa Onda', result: 'no-answer' },
    {
      after: 20,
      by: 'chiara.ferranti',
      does: 'ring',
      facility: 'Casa Onda',
      result: 'yes',
      ...EDUCATOR,
    },
    { after: 22, by: 'chiara.ferranti', does: 'place', verb: 'title', body: TITLE },
    { after: 23, by: 'chiara.ferranti', does: 'place', verb: 'confirmation-link' },
  ],
  's1 uomo a terra al freddo': [
    {
      after: 8,
      by: 'ioana.marinescu',
      does: 'need',
      need: { people: [{ sex: MALE, age: 50 }], intoxicated: true },
    },
    {
      after: 10,
      by: 'ioana.marinescu',
      does: 'ring',
      facility: 'Dormitorio Il Molo',
      result: 'yes',
      ...EDUCATOR,
    },
    { after: 12, by: 'ioana.marinescu', does: 'place', verb: 'confirmation', body: EDUCATOR },
  ],
  's1 madre in accoglienza': [
    {
      after: 40,
      by: 'francesca.tirreni',
      does: 'need',
      need: {
        people: [
          { sex: FEMALE, age: 24 },
          { sex: MALE, age: 0 },
        ],
        words: { therapies: 'Latte in polvere', payer: 'Comune di Nettuno' },
      },
    },
    {
      after: 46,
      by: 'francesca.tirreni',
      does: 'ring',
      facility: 'Casa Il Faro',
      result: 'yes',
      ...HEAD,
    },
    { after: 48, by: 'francesca.tirreni', does: 'place', verb: 'title', body: TITLE },
    { after: 60, by: 'francesca.tirreni', does: 'place', verb: 'confirmation', body: HEAD },
    { after: 180, by: 'francesca.tirreni', does: 'place', verb: 'arrival', body: {} },
  ],
  's1 signore che rifiuta': [
    {
      after: 30,
      by: 'stefano.maremmani',
      does: 'need',
      need: { people: [{ sex: MALE, age: null }] },
    },
    {
      after: 34,
      by: 'stefano.maremmani',
      does: 'ring',
      facility: 'Dormitorio Il Molo',
      result: 'yes',
      ...EDUCATOR,
    },
    {
      after: 41,
      by: 'stefano.maremmani',
      does: 'place',
      verb: 'release',
      body: { reason: 'declined' },
    },
  ],
  's1 famiglia nel seminterrato': [
    {
      after: 40,
      by: 'chiara.ferranti',
      does: 'need',
      need: {
        people: [
          { sex: FEMALE, age: 38 },
          { sex: MALE, age: 41 },
          { sex: MALE, age: 14 },
          { sex: FEMALE, age: 9 },
          { sex: FEMALE, age: 2 },
        ],
      },
    },
    {
      after: 52,
      by: 'chiara.ferranti',
      does: 'ring',
      facility: 'Albergo Bellariva',
      result: 'no',
      name: 'Portiere di notte',
      role: 'portiere',
      reason: 'no-place',
    },
    {
      after: 58,
      by: 'chiara.ferranti',
      does: 'unmet',
      note: 'Restano in casa con la stufa della parrocchia. Si riprova alle otto.',
      againIn: 360,
    },
  ],
  's2 sfratto a Savigliano': [
    {
      after: 60,
      by: 'daniela.giordanengo',
      does: 'need',
      need: {
        people: [
          { sex: FEMALE, age: 36 },
          { sex: MALE, age: 40 },
          { sex: FEMALE, age: 8 },
        ],
      },
    },
    {
      after: 66,
      by: 'daniela.giordanengo',
      does: 'ring',
      facility: 'Casa del Viso',
      result: 'yes',
      ...HEAD,
    },
    { after: 70, by: 'daniela.giordanengo', does: 'place', verb: 'title', body: TITLE },
    { after: 75, by: 'daniela.giordanengo', does: 'place', verb: 'confirmation', body: HEAD },
    { after: 150, by: 'daniela.giordanengo', does: 'place', verb: 'arrival', body: {} },
  ],
  's3 donna e figlio a Pontedera': [
    {
      after: 30,
      by: 'alessia.grossi',
      does: 'need',
      need: {
        people: [
          { sex: FEMALE, age: 29 },
          { sex: MALE, age: 6 },
        ],
        secret: true,
      },
    },
    {
      after: 35,
      by: 'alessia.grossi',
      does: 'ring',
      facility: 'Casa Lavanda',
      result: 'yes',
      ...HEAD,
    },
    { after: 38, by: 'alessia.grossi', does: 'place', verb: 'title', body: TITLE },
    { after: 45, by: 'alessia.grossi', does: 'place', verb: 'confirmation', body: HEAD },
  ],
  's4 violenza a Ravanusa': [
    {
      after: 40,
      by: 'rosaria.loverde',
      does: 'need',
      need: { people: [{ sex: FEMALE, age: 52 }], secret: true },
    },
    {
      after: 44,
      by: 'rosaria.loverde',
      does: 'ring',
      facility: 'Casa Zagara',
      result: 'yes',
      ...EDUCATOR,
    },
    { after: 55, by: 'rosaria.loverde', does: 'place', verb: 'confirmation', body: EDUCATOR },
    { after: 120, by: 'rosaria.loverde', does: 'place', verb: 'arrival', body: {} },
  ],
  's0 famiglia in auto': [
    {
      after: 15,
      by: 'luca.bianchetti',
      does: 'need',
      need: {
        people: [
          { sex: FEMALE, age: 31 },
          { sex: MALE, age: 33 },
          { sex: FEMALE, age: 5 },
        ],
        pets: true,
      },
    },
  ],
}

/** A story with the search for a place that belongs to it, its steps in their order. */
export function withPlace(story: Story): Story {
  const steps = [...(story.next ?? []), ...(PLACES[story.name] ?? [])]
  return { ...story, next: steps.toSorted((a, b) => a.after - b.after) }
}
