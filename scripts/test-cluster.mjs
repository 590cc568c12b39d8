// The tests' own PostgreSQL, in a temporary folder, without fsync; never the one of `npm start`.
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isRoot } from './machine.mjs'
import { isAlive } from './postgres/process.mjs'
import { openCluster } from './postgres.mjs'

const PREFIX = 'approdo-prova-'

/**
 * Opens the cluster of one test run; `close` stops it and removes its folder.
 * @returns {Promise<{ adminUrl: string, close: () => Promise<void> }>}
 */
export async function openTestCluster() {
  await removeLeftovers()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  if (isRoot()) fs.chmodSync(folder, 0o755) // PostgreSQL runs as another user
  const cluster = await openCluster({ dataDir: folder, fsync: false })
  return {
    adminUrl: cluster.adminUrl(),
    async close() {
      await cluster.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A run killed by force leaves its server: the next run stops and removes it. */
async function removeLeftovers() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`, 'u').exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    const folder = path.join(os.tmpdir(), name)
    if (fs.existsSync(path.join(folder, 'postgres', 'cluster', 'postmaster.pid'))) {
      const orphan = await openCluster({ dataDir: folder, fsync: false })
      await orphan.stop()
    }
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Vitest's global set-up of the rings with a database: `npm test` has opened the cluster, else it is opened
 * here, so that one file runs alone too.
 */
export async function setup() {
  if (process.env['APPRODO_TEST_ADMIN_URL']) return undefined
  const cluster = await openTestCluster()
  process.env['APPRODO_TEST_ADMIN_URL'] = cluster.adminUrl
  return cluster.close
}
