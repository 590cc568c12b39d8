// `npm run bench -- intake|board|document|places-rank|paging|contention [--seconds N] [--json FILE]`
// `npm run bench -- rota --instances DIR [--seconds N] [--out DIR]`: each instance for so many seconds
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Bench } from './figure.ts'

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  intake: async () => (await import('./intake.ts')).intake,
  board: async () => (await import('./board.ts')).board,
  document: async () => (await import('./document.ts')).document,
  paging: async () => (await import('./paging.ts')).paging,
  contention: async () => (await import('./contention.ts')).contention,
  'places-rank': async () => (await import('./places-rank.ts')).placesRank,
  rota: async () => (await import('./rota.ts')).rota,
  'rota-quarter': async () => (await import('./rota-quarter.ts')).rotaQuarter,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    json: { type: 'string' },
    instances: { type: 'string' },
    out: { type: 'string' },
  },
})
const chosen = BENCHES[positionals[0] ?? '']
if (!chosen) {
  console.error(
    `Uso: npm run bench -- ${Object.keys(BENCHES).join('|')} [--seconds N] [--json FILE]`,
  )
  process.exit(2)
}
const figures = await (await chosen())(Number(values.seconds), values)
console.table(
  figures.map(({ what, value, unit, limit, holds }) => ({
    what,
    value: `${Math.round(value * 100) / 100} ${unit}`,
    limit,
    holds,
  })),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(0)
