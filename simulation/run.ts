// `npm run simulate -- --days N --seed N --profile city|province|small --faults none|usual|hard [--plant NAME]`
import { parseArgs } from 'node:util'
import { openTestCluster } from '../scripts/test-cluster.mjs'
import { FAULT_NAMES, type FaultName } from './faults.ts'
import { PLANTS, type PlantName } from './plants.ts'
import type { ProfileName } from './profiles.ts'
import { type Asked, simulate } from './simulate.ts'
import { linesOf } from './tell.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '14' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'string', default: 'city' },
    faults: { type: 'string', default: 'usual' },
    plant: { type: 'string' },
  },
})

function oneOf<T extends string>(name: string, list: readonly T[], given: string): T {
  const found = list.find((one) => one === given)
  if (found !== undefined) return found
  console.error(`--${name}: ${list.join(', ')}`)
  process.exit(2)
}

const started = performance.now()
const secondsSince = (at: number) => ((performance.now() - at) / 1000).toFixed(0)

const asked: Asked = {
  days: Number(values.days),
  seed: Number(values.seed),
  profile: oneOf<ProfileName>('profile', ['city', 'province', 'small'], values.profile),
  faults: oneOf<FaultName>('faults', FAULT_NAMES, values.faults),
  progress: (line) => console.error(`${line}, ${secondsSince(started)} s`),
  plant: values.plant === undefined ? undefined : oneOf<PlantName>('plant', PLANTS, values.plant),
}
const cluster = await openTestCluster()
process.env['APPRODO_TEST_ADMIN_URL'] = cluster.adminUrl
let isWell = false
try {
  const outcome = await simulate(asked)
  const seconds = (performance.now() - started) / 1000
  for (const line of linesOf(asked, outcome, seconds)) console.log(line)
  isWell = outcome.found.length === 0
} finally {
  await cluster.close()
}
process.exit(isWell ? 0 : 1)
