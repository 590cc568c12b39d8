import type { RefusalFacts } from '#platform/kernel/decision.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError, NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import type { Configuration } from './configuration.ts'
import { configurationFaults, configurationWarnings, type Fault } from './consistency.ts'
import {
  CoverageQuery,
  CoverageView,
  factsOfQuery,
  InChargeQuery,
  InChargeView,
  MunicipalityList,
  MunicipalityQuery,
  SettingsBody,
  SettingsView,
  TerritoryList,
  TerritoryParams,
  TerritoryProfile,
} from './contract.ts'
import { guaranteedCoverage } from './guarantee.ts'
import { whoIsInCharge } from './in-charge.ts'
import { changeSettings, type SettingsChange, type Territory } from './model.ts'
import { territoryFacts } from './policy.ts'
import { whereRoutes } from './routes-where.ts'
import {
  configurationAt,
  findMunicipalities,
  lastSaving,
  lockTerritory,
  municipalityNames,
  readTerritories,
  readTerritory,
  recordTerritory,
} from './store.ts'
import { faultText } from './texts.ts'
import { coverageView, inChargeView, mutable, profileView, territoryView } from './views.ts'

type Params = { params: { territoryId: string } }

const facts = async (_tx: Tx, { params }: Params) => territoryFacts(params.territoryId)

async function found(territory: Promise<Territory | undefined>): Promise<Territory> {
  const one = await territory
  if (!one) throw new NotFoundError('territory')
  return one
}

/** The territories where the person works, for the desk chooser. */
const listTerritories = route({
  id: 'territory.listTerritories',
  method: 'GET',
  path: '/api/territories',
  summary: 'I territori in cui la persona lavora.',
  may: 'signed-in',
  reply: { 200: TerritoryList },
  writes: 'none',
  async run({ tx }) {
    const territories = await readTerritories(tx)
    return { status: 200, body: { territories: territories.map(territoryView) } }
  },
})

const readProfile = route({
  id: 'territory.readProfile',
  method: 'GET',
  path: '/api/territories/:territoryId',
  summary: 'Classi, accesso, Comuni e uffici di un territorio.',
  may: 'territory.read',
  params: TerritoryParams,
  reply: { 200: TerritoryProfile },
  writes: 'none',
  facts,
  async run({ tx, params }) {
    return { status: 200, body: profileView(await found(readTerritory(tx, params.territoryId))) }
  },
})

const readInCharge = route({
  id: 'territory.readInCharge',
  method: 'GET',
  path: '/api/territories/:territoryId/in-charge',
  summary:
    'Chi risponde in un momento per un Comune, chi può segnalare e a chi passa la situazione.',
  may: 'territory.read',
  params: TerritoryParams,
  query: InChargeQuery,
  reply: { 200: InChargeView },
  writes: 'none',
  facts,
  async run({ tx, params, query, now }) {
    const { configuration } = await found(readTerritory(tx, params.territoryId))
    const at = query.at ? instant(query.at) : now
    const result = whoIsInCharge(configuration, {
      at,
      foundIn: query.foundIn ?? null,
      residence: query.residence ?? null,
      reporter: query.reporter,
      facts: factsOfQuery(query),
    })
    return { status: 200, body: inChargeView(configuration, result, at) }
  },
})

const readCoverage = route({
  id: 'territory.readCoverage',
  method: 'GET',
  path: '/api/territories/:territoryId/coverage',
  summary: 'Ora per ora, chi risponde ai due bisogni sempre garantiti.',
  may: 'territory.read',
  params: TerritoryParams,
  query: CoverageQuery,
  reply: { 200: CoverageView },
  writes: 'none',
  facts,
  async run({ tx, params, query }) {
    const { configuration } = await found(readTerritory(tx, params.territoryId))
    const day = Temporal.PlainDate.from(query.day)
    return {
      status: 200,
      body: coverageView(guaranteedCoverage(configuration, query.municipality, day)),
    }
  },
})

function settingsView({ version, configuration }: Territory) {
  const warnings = configurationWarnings(configuration).map(({ path, code, facts: known }) => ({
    path: path.join('.'),
    code,
    text: faultText({ code, facts: known }),
  }))
  return { version, configuration: mutable(configuration), warnings }
}

const readSettings = route({
  id: 'territory.readSettings',
  method: 'GET',
  path: '/api/territories/:territoryId/settings',
  summary: 'Le impostazioni in vigore, con gli avvisi.',
  may: 'territory.configure',
  params: TerritoryParams,
  reply: { 200: SettingsView },
  writes: 'none',
  facts,
  async run({ tx, params }) {
    return { status: 200, body: settingsView(await found(readTerritory(tx, params.territoryId))) }
  },
})

const writeSettings = route({
  id: 'territory.writeSettings',
  method: 'PUT',
  path: '/api/territories/:territoryId/settings',
  summary: 'Cambia alcune sezioni delle impostazioni.',
  may: 'territory.configure',
  params: TerritoryParams,
  body: SettingsBody,
  reply: { 200: SettingsView },
  writes: async (tx, { params }) => (await readTerritory(tx, params.territoryId))?.id,
  facts,
  async run({ tx, params, body }) {
    const state = await found(lockTerritory(tx, params.territoryId))
    const seen = await configurationAt(tx, state.id, body.version)
    if (!seen) throw new BadInputError([{ path: 'version', code: 'unknown-version' }])
    const next = await writeChange(tx, state, body.version, seen, withoutAbsent(body.changes))
    return { status: 200, body: settingsView(next) }
  },
})

async function writeChange(
  tx: Tx,
  state: Territory,
  version: number,
  seen: Configuration,
  change: SettingsChange,
) {
  const faults = configurationFaults(
    { ...state.configuration, ...change },
    await municipalityNames(tx),
  )
  if (faults.length > 0) throw new BadInputError(faults.map(fieldError))
  const decision = changeSettings(state, seen, change)
  if (!decision.accepted) throw await savedFirst(tx, state.id, version, decision)
  let current = state
  for (const event of decision.events) {
    current = await recordTerritory(tx, state.id, current, event)
  }
  return current
}

/** The refusal with who saved first and when, so that people can talk before one of them repeats the change. */
async function savedFirst(
  tx: Tx,
  id: TerritoryId,
  version: number,
  { refusal, facts: known }: { refusal: string; facts: RefusalFacts },
): Promise<RefusalError> {
  const sections = String(known['sections']).split(', ')
  const saving = await lastSaving(tx, id, version, sections)
  return new RefusalError(refusal, {
    ...known,
    ...(saving && { by: saving.by, at: saving.at.toString() }),
  })
}

function fieldError({ path, code }: Fault): { path: string; code: string } {
  return { path: ['changes', ...path].join('.'), code }
}

function withoutAbsent(changes: { [K in keyof SettingsChange]?: unknown }): SettingsChange {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

const searchMunicipalities = route({
  id: 'territory.searchMunicipalities',
  method: 'GET',
  path: '/api/municipalities',
  summary: 'Cerca un Comune per nome; quelli del territorio vengono prima.',
  may: 'signed-in',
  query: MunicipalityQuery,
  reply: { 200: MunicipalityList },
  writes: 'none',
  async run({ tx, query }) {
    const municipalities = await findMunicipalities(tx, query.q, query.territoryId)
    return { status: 200, body: { municipalities } }
  },
})

export const routes: Route[] = [
  listTerritories,
  readProfile,
  readInCharge,
  readCoverage,
  readSettings,
  writeSettings,
  searchMunicipalities,
  ...whereRoutes,
]
