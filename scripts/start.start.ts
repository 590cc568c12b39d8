import * as fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Checkout, copyCheckout, temporaryFolder } from './checkouts.ts'
import { isRoot } from './machine.mjs'
import { freePort } from './postgres/process.mjs'
import {
  databaseFolder,
  databaseProcesses,
  kill9,
  npmStart,
  ownerUrl,
  serverProcesses,
} from './running.ts'

/** A user without any right: an account that every Linux has, as PostgreSQL wants its user to have a name. */
function somebody(): { uid: number; gid: number } {
  const line = /^(?:daemon|games|mail):[^:]*:(\d+):(\d+):/mu.exec(
    fs.readFileSync('/etc/passwd', 'utf8'),
  )
  if (!line) throw new Error('no account in /etc/passwd to run as')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

async function inDatabase(checkout: Checkout, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: ownerUrl(checkout) })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows[0]
  } finally {
    await client.end()
  }
}

/** Waits for a fact of the machine, at most 15 s. */
async function eventually(fact: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(fact, { timeout: 15_000, interval: 50 }).toBe(true)
}

function leavesNothing(checkout: Checkout): void {
  expect(serverProcesses(checkout)).toEqual([])
  expect(databaseProcesses(checkout)).toEqual([])
}

function killWhatIsLeft(checkout: Checkout): void {
  kill9([...serverProcesses(checkout), ...databaseProcesses(checkout)])
}

describe.runIf(process.platform === 'linux')('npm start', () => {
  let base = ''

  beforeAll(() => {
    base = temporaryFolder()
  })
  afterAll(() => fs.rmSync(base, { recursive: true, force: true }))

  describe('in the checkout of a person', () => {
    let checkout: Checkout

    beforeAll(() => {
      checkout = copyCheckout(path.join(base, 'persona'), isRoot() ? somebody() : undefined)
    })
    afterEach(() => killWhatIsLeft(checkout))
    afterAll(() => checkout.remove())

    test('starts from nothing, answers on both loopback addresses and stops with Ctrl-C', async () => {
      const running = await npmStart(checkout, await freePort())
      const { port } = new URL(running.address)
      expect(running.address).toBe(`http://localhost:${port}`)
      for (const host of ['127.0.0.1', '[::1]'])
        expect((await fetch(`http://${host}:${port}/`)).status).toBeLessThan(500)
      await inDatabase(checkout, 'create table public.kept as select 7 as n')
      await running.interrupt()
      expect(running.output()).toContain('Approdo si è fermato.')
      leavesNothing(checkout)
    })

    test('keeps the data over kill -9 of server, script and database', async () => {
      const first = await npmStart(checkout, await freePort())
      await inDatabase(checkout, 'update public.kept set n = n + 1')
      first.killScript()
      kill9([...serverProcesses(checkout), ...databaseProcesses(checkout)])
      const second = await npmStart(checkout, await freePort())
      console.log(`second start: ${second.seconds.toFixed(1)} s`)
      expect(await inDatabase(checkout, 'select n from public.kept')).toEqual({ n: 8 })
      await second.interrupt()
      leavesNothing(checkout)
    })

    test('adopts the database that a killed script left, and its server leaves', async () => {
      const first = await npmStart(checkout, await freePort())
      const [database] = databaseProcesses(checkout)
      first.killScript()
      await eventually(() => serverProcesses(checkout).length === 0)
      const second = await npmStart(checkout, await freePort())
      expect(databaseProcesses(checkout)).toContain(database)
      await second.interrupt()
      leavesNothing(checkout)
    })

    test('stops the database when the server dies, and says so by its exit code', async () => {
      const running = await npmStart(checkout, await freePort())
      kill9(serverProcesses(checkout))
      await eventually(() => databaseProcesses(checkout).length === 0)
      expect(await running.ended).toBe(1)
      expect(running.output()).toContain('I dati sono salvi: riavvia con npm start.')
    })

    test('takes the next port when its own is in use', async () => {
      const port = await freePort()
      const other = net.createServer().listen(port, '127.0.0.1')
      const running = await npmStart(checkout, port)
      other.close()
      expect(Number(new URL(running.address).port)).toBeGreaterThan(port)
      await running.interrupt()
    })
  })

  test.runIf(isRoot())(
    'works as root in a home closed to others, and says where the data are',
    async () => {
      const home = path.join(base, 'home')
      fs.mkdirSync(home, { mode: 0o700 })
      const checkout = copyCheckout(path.join(home, 'approdo'))
      try {
        const running = await npmStart(checkout, await freePort())
        expect(databaseFolder(checkout)).toMatch(/^\/var\/lib\/approdo\//u)
        expect(
          fs.statSync(path.join(checkout.folder, '.data/database-passwords.json')).mode & 0o777,
        ).toBe(0o600)
        // PostgreSQL does not pass through it here; where it does, others may enter and list nothing.
        expect(fs.statSync(path.join(checkout.folder, '.data')).mode & 0o066).toBe(0)
        expect(fs.statSync(path.join(checkout.folder, '.data/in-uso')).mode & 0o077).toBe(0)
        await running.interrupt()
        leavesNothing(checkout)
      } finally {
        killWhatIsLeft(checkout)
        fs.rmSync(path.resolve(databaseFolder(checkout), '../..'), { recursive: true, force: true })
        checkout.remove()
      }
    },
  )

  test('works under a path of 150 characters', async () => {
    const name = 'percorso-lungo-'.repeat(20).slice(0, 149 - base.length)
    const checkout = copyCheckout(path.join(base, name))
    try {
      expect(checkout.folder).toHaveLength(150)
      const running = await npmStart(checkout, await freePort())
      await running.interrupt()
      leavesNothing(checkout)
    } finally {
      killWhatIsLeft(checkout)
      checkout.remove()
    }
  })
})
