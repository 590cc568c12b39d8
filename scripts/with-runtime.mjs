// Runs one of our TypeScript commands on the shipped Node with a database: the one in DATABASE_URL, else the
// embedded one, beside a running `npm start` or alone.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { Cannot, dataFolder, main, ROOT, requireNode, shippedNode } from './machine.mjs'
import { openCluster } from './postgres.mjs'
import { compileTexts } from './texts.mjs'

await main(async () => {
  requireNode()
  const [script, ...args] = process.argv.slice(2)
  if (!script) throw new Cannot('Serve il nome del comando da eseguire.')
  await ensureInstalled()
  compileTexts()
  const cluster = process.env['DATABASE_URL']
    ? undefined
    : await openCluster({ dataDir: dataFolder(), log: (line) => console.error(line) })
  try {
    return await run(path.join(ROOT, script), args, cluster)
  } finally {
    await cluster?.stop()
  }
})

/**
 * @param {string} script
 * @param {string[]} args
 * @param {import('./postgres.mjs').Cluster | undefined} cluster
 * @returns {Promise<number>} its exit code
 */
function run(script, args, cluster) {
  const child = spawn(shippedNode(), [script, ...args], {
    cwd: process.env['INIT_CWD'] ?? process.cwd(), // files are named from where the person stands
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(cluster && {
        DATABASE_URL: cluster.appUrl,
        DATABASE_OWNER_URL: cluster.ownerUrl,
        APPRODO_EMBEDDED: '1',
      }),
      APPRODO_DATA: dataFolder(),
    },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
