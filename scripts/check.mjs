// `npm run check`: format, lint, types, import rules and dead code, beside each other. `-- --fix` formats.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { main, ROOT, requireNode, shippedNode } from './machine.mjs'
import { compileTexts } from './texts.mjs'

const FOLDERS = ['platform', 'contexts', 'apps', 'data', 'e2e', 'bench', 'simulation', 'scripts']

/** What each check runs, by path below node_modules: two packages claim the name `tsc`. */
const CHECKS = {
  format: ['@biomejs/biome/bin/biome', 'check', '--max-diagnostics=50'],
  lint: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  types: ['ts7/bin/tsc', '-p', 'tsconfig.json', '--noEmit'],
  'types of models': ['ts7/bin/tsc', '-p', 'tsconfig.model.json', '--noEmit'],
  'import rules': [
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ...['--config', '.dependency-cruiser.cjs'],
    ...FOLDERS.filter((folder) => fs.existsSync(path.join(ROOT, folder))),
  ],
  'dead code': ['knip/bin/knip.js', '--no-progress', '--no-config-hints'],
}

await main(async () => {
  requireNode()
  await ensureInstalled()
  compileTexts()
  if (process.argv.includes('--fix')) CHECKS.format.push('--write')
  const results = await Promise.all(Object.entries(CHECKS).map(([name, args]) => run(name, args)))
  for (const { name, isFine, said } of results)
    if (!isFine) console.log(`\n== ${name}\n${said.trim()}`)
  console.log('')
  for (const { name, isFine, seconds } of results)
    console.log(
      `${isFine ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`,
    )
  return results.every((result) => result.isFine) ? 0 : 1
})

/**
 * @param {string} name
 * @param {string[]} command
 * @returns {Promise<{ name: string, isFine: boolean, seconds: number, said: string }>}
 */
function run(name, [program = '', ...args]) {
  const started = Date.now()
  const child = spawn(shippedNode(), [path.join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ name, isFine: code === 0, seconds: (Date.now() - started) / 1000, said }),
    )
  })
}
