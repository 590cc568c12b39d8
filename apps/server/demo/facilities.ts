import type { Admission } from '#contexts/places/model-facility.ts'
import type { DemoFacility } from './place-deed.ts'

// Facilities of the demo. Names, addresses and numbers are invented.

type Admits = DemoFacility['admission']

const NOBODY: Omit<Admission, 'minAge' | 'maxAge' | 'maxBoyAge'> = {
  women: false,
  men: false,
  minorsWithParent: false,
  minorsAlone: false,
  pets: false,
  intoxicated: false,
  stepFree: false,
  care: false,
}
const admits = (over: Partial<Admission>): Admits => ({ ...NOBODY, ...over })

const MOTHERS = admits({ women: true, minorsWithParent: true, stepFree: true, maxBoyAge: 12 })
const ADULTS = admits({ women: true, men: true, stepFree: true, intoxicated: true })
const FAMILIES = admits({ women: true, men: true, minorsWithParent: true, pets: true })
const MINORS = admits({ minorsAlone: true })
const ANYBODY = admits({ women: true, men: true, minorsWithParent: true })

type Words = {
  readonly phone: string
  readonly municipality: string
  readonly limit: string
}

/** The same kinds of place in each territory, with its own names, hours and rooms. */
function shelter(alias: string, name: string, { phone, municipality, limit }: Words): DemoFacility {
  return {
    name,
    alias,
    kind: 'mother-child',
    isSecret: true,
    municipality,
    admission: MOTHERS,
    nightAuthority: 'on-call-head',
    stayLimit: limit,
    address: 'Via Riservata Inventata 3',
    phone: `+39 06 5550 ${phone}1`,
    headPhone: `+39 06 5550 ${phone}2`,
    email: 'accoglienza.riservata@example.org',
    rooms: [
      { name: 'Stanza blu', beds: 3, cots: 1 },
      { name: 'Stanza verde', beds: 2, cots: 1 },
      // The night behind has filled the blue one: a mother with two children still finds a room.
      { name: 'Stanza gialla', beds: 3 },
    ],
    declaredAgo: 95,
  }
}

function dormitory(name: string, { phone, municipality, limit }: Words): DemoFacility {
  return {
    name,
    kind: 'dormitory',
    admission: ADULTS,
    municipality,
    opensAt: '18:00',
    closesAt: '09:00',
    stayLimit: limit,
    address: 'Via del Riparo Immaginario 12',
    phone: `+39 06 5550 ${phone}3`,
    email: 'dormitorio@example.org',
    rooms: [
      { name: 'Camerata uomini', beds: 6, shared: true, sex: 'male' },
      { name: 'Camerata donne', beds: 3, shared: true, sex: 'female' },
    ],
    declaredAgo: 140,
  }
}

function families(name: string, { phone, municipality, limit }: Words): DemoFacility {
  return {
    name,
    kind: 'emergency-home',
    admission: FAMILIES,
    municipality,
    nightAuthority: 'on-call-head',
    stayLimit: limit,
    address: 'Piazza delle Prove 5',
    phone: `+39 06 5550 ${phone}4`,
    headPhone: `+39 06 5550 ${phone}5`,
    email: 'famiglie@example.org',
    rooms: [
      { name: 'Stanza 1', beds: 4 },
      { name: 'Stanza 2', beds: 2, cots: 1 },
    ],
    declaredAgo: 200,
  }
}

function minors(name: string, { phone, municipality, limit }: Words): DemoFacility {
  return {
    name,
    kind: 'minors-community',
    admission: MINORS,
    municipality,
    nightAuthority: 'on-call-head',
    stayLimit: limit,
    address: 'Viale dei Pini Inventati 20',
    phone: `+39 06 5550 ${phone}6`,
    headPhone: `+39 06 5550 ${phone}7`,
    email: 'comunita@example.org',
    rooms: [{ name: 'Camera ragazzi', beds: 2, shared: true }],
  }
}

function hotel(name: string, { phone, municipality }: Words): DemoFacility {
  return {
    name,
    kind: 'hotel',
    capacity: 'by-phone',
    hasAgreement: false,
    admission: ANYBODY,
    municipality,
    address: 'Lungomare Fantasia 1',
    phone: `+39 06 5550 ${phone}8`,
  }
}

const S0 = { phone: '410', municipality: 'E388', limit: 'pronta-accoglienza' }
const S1 = { phone: '420', municipality: 'A323', limit: 'accoglienza-temporanea' }
const S2 = { phone: '430', municipality: 'I470', limit: 'accoglienza-urgente' }
const S3 = { phone: '440', municipality: 'G843', limit: 'emergenza' }
const S4 = { phone: '450', municipality: 'B602', limit: 'collocamento' }

/** The facilities of each territory, in the order of their files, with the coordinator who keeps them. */
export const FACILITIES: readonly {
  readonly by: string
  readonly facilities: readonly DemoFacility[]
}[] = [
  {
    by: 'giulia.montanari',
    facilities: [
      shelter('Casa Ginestra', 'Casa rifugio di prova', {
        ...S0,
        municipality: 'C704',
        limit: 'mamma-bambino',
      }),
      dormitory('Dormitorio del Ponte', S0),
      families('Casa Aperta Esino', S0),
      hotel('Albergo La Rocca', S0),
    ],
  },
  {
    by: 'stefano.maremmani',
    facilities: [
      shelter('Casa Onda', 'Casa rifugio del litorale', {
        ...S1,
        municipality: 'F880',
        limit: 'madri-minori',
      }),
      {
        ...dormitory('Dormitorio Il Molo', S1),
        body: 'Cooperativa sociale Il Faro di Levante',
      },
      families('Casa Il Faro', S1),
      minors('Comunità La Bussola', S1),
      hotel('Albergo Bellariva', S1),
    ],
  },
  {
    by: 'paola.chiavassa',
    facilities: [
      shelter('Casa Stella', 'Casa rifugio del Monviso', { ...S2, municipality: 'H755' }),
      dormitory('Dormitorio San Chiaffredo', S2),
      families('Casa del Viso', S2),
      hotel('Locanda del Ponte Vecchio', S2),
    ],
  },
  {
    by: 'sandra.bellucci',
    facilities: [
      shelter('Casa Lavanda', 'Casa rifugio della Valdera', { ...S3, municipality: 'G254' }),
      dormitory('Dormitorio Il Sottopasso', S3),
      minors('Comunità Il Sentiero', S3),
      hotel('Albergo Era', S3),
    ],
  },
  {
    by: 'concetta.sciortino',
    facilities: [
      shelter('Casa Zagara', 'Casa rifugio di Canicattì', { ...S4, municipality: 'H194' }),
      dormitory('Ospitalità San Calogero', S4),
      families('Casa dei Mandorli', S4),
      hotel('Albergo Vigata', S4),
    ],
  },
]
