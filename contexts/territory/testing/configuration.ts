import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { WorkTools } from '#platform/server/work.ts'
import { applyMunicipalities, applyTerritory } from '../apply.ts'
import type { Configuration } from '../configuration.ts'
import type { ListedMunicipality } from '../municipality-list.ts'
import { ConfigurationSchema } from '../schema.ts'

/** Two municipalities, enough for a territory in a test. */
export const TEST_MUNICIPALITIES: readonly ListedMunicipality[] = [
  ['A944', '037006', 'Bologna', 'BO', 'Emilia-Romagna'],
  ['L219', '001272', 'Torino', 'TO', 'Piemonte'],
].map(([code = '', istat = '', name = '', province = '', region = '']) => {
  return { code, istat, istatFrom: '2024-01-22', istatTo: null, name, province, region }
})

/** A valid configuration of the smallest kind: closing hours, police only, three classes. */
export function aConfiguration(over: Partial<Configuration> = {}): Configuration {
  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
  const smallest = {
    key: 'prova',
    name: 'Territorio di prova',
    description: 'Territorio inventato per le prove.',
    leadBody: 'comune',
    bodies: [{ key: 'comune', name: 'Comune di prova', kind: 'municipality' }],
    calendars: [
      { key: 'uffici', weekly: Object.fromEntries(weekdays.map((day) => [day, ['08:00-14:00']])) },
    ],
    offices: [
      {
        key: 'ufficio',
        body: 'comune',
        name: 'Servizio sociale di prova',
        municipality: 'A944',
        address: 'Via delle Prove 1',
        phone: '+390655509201',
        calendar: 'uffici',
      },
    ],
    municipalities: [
      {
        code: 'A944',
        name: 'Bologna',
        calendar: 'uffici',
        office: 'ufficio',
        lat: 44.5,
        lon: 11.3,
      },
      { code: 'L219', name: 'Torino', calendar: 'uffici', office: 'ufficio', lat: 45.1, lon: 7.7 },
    ],
    service: {
      mode: 'closing-hours',
      answers: {
        kind: 'on-call',
        role: 'social-worker',
        label: 'Assistente sociale reperibile',
        phone: '+390655509001',
      },
    },
    access: {
      mode: 'police-only',
      entitled: ['police', 'municipal-police'],
      refusalScript: 'Questo numero è riservato alle Forze dell’ordine.',
      guaranteedScript: 'Prendo io la segnalazione e avviso il 112.',
      channels: [{ kind: 'number', label: 'Numero riservato', value: '+390655509001' }],
    },
    accredited: [
      { key: 'stazione', name: 'Stazione di prova', category: 'police', phones: ['+390655509301'] },
    ],
    triage: {
      protocol: 'Protocollo di prova',
      classes: TEST_CLASSES,
      otherwise: 'urgenza',
      rules: [
        {
          id: 'pericolo',
          when: { immediateDanger: true },
          class: 'emergenza',
          authorities: ['112'],
          reason: 'C’è un pericolo immediato.',
        },
        {
          id: 'affitto',
          when: { requestKind: 'rent-help' },
          class: 'non-pertinente',
          reason: 'L’aiuto per l’affitto si chiede in orario.',
        },
      ],
    },
    escalation: ['emergenza', 'urgenza'].map((key) => ({
      class: key,
      steps: [
        { role: 'social-worker', afterMinutes: 0, channels: ['voice'] },
        { role: 'coordinator', afterMinutes: 10, channels: ['voice'] },
      ],
    })),
    languages: ['it'],
    interpreting: [],
  }
  return { ...ConfigurationSchema.parse(smallest), ...over }
}

const TEST_CLASSES = [
  {
    key: 'emergenza',
    name: 'Emergenza',
    meaning: 'emergency',
    rank: 1,
    sign: '●',
    colour: 'rosso',
    digit: 1,
    targets: [{ acknowledgeMinutes: 5, arriveMinutes: 60 }],
  },
  {
    key: 'urgenza',
    name: 'Urgenza',
    meaning: 'urgency',
    rank: 2,
    sign: '▲',
    colour: 'arancione',
    digit: 2,
    targets: [{ acknowledgeMinutes: 30 }],
  },
  {
    key: 'non-pertinente',
    name: 'Non pertinente',
    meaning: 'not-pertinent',
    rank: 5,
    sign: '○',
    colour: 'bianco',
    digit: 0,
  },
]

/** Opens a territory on a test database and answers its id. */
export async function openTerritory(
  tools: WorkTools,
  now: Instant,
  over: Partial<Configuration> = {},
): Promise<TerritoryId> {
  await applyMunicipalities(tools, TEST_MUNICIPALITIES, now)
  return (await applyTerritory(tools, aConfiguration(over), now)).territoryId
}
