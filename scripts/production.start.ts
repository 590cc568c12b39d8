import * as fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Checkout, copyCheckout, temporaryFolder } from './checkouts.ts'
import { freePort } from './postgres/process.mjs'
import { openCluster } from './postgres.mjs'
import { npmStart, serverProcesses } from './running.ts'

type Cluster = Awaited<ReturnType<typeof openCluster>>

describe.runIf(process.platform === 'linux')('npm start with a database of one’s own', () => {
  let base = ''
  let checkout: Checkout
  let cluster: Cluster

  beforeAll(async () => {
    base = temporaryFolder()
    checkout = copyCheckout(path.join(base, 'produzione'))
    const data = path.join(base, 'database')
    fs.mkdirSync(data, { mode: 0o755 })
    cluster = await openCluster({ dataDir: data, fsync: false })
  })

  afterAll(async () => {
    await cluster.stop()
    checkout.remove()
    fs.rmSync(base, { recursive: true, force: true })
  })

  const start = async (more: Readonly<Record<string, string>> = {}) =>
    await npmStart(checkout, await freePort(), {
      DATABASE_URL: cluster.appUrl,
      DATABASE_OWNER_URL: cluster.ownerUrl,
      ...more,
    })

  test('makes only the schema, offers one link for the first administrator, and has no demo', async () => {
    const running = await start()
    await expect.poll(running.output).toContain('/primo-accesso/')
    expect(running.output()).not.toContain('example.org')
    const link = /http\S+\/primo-accesso\/\S+/u.exec(running.output())?.[0] ?? ''
    expect((await fetch(link)).status).toBe(200)
    expect((await fetch(`${running.address}/dev/telefoni`)).status).toBe(404)
    expect(await (await fetch(`${running.address}/status`)).json()).toMatchObject({ status: 'ok' })
    await running.interrupt()
    expect(serverProcesses(checkout)).toEqual([])
  })

  test('refuses to serve as the owner of the tables', async () => {
    await expect(start({ DATABASE_URL: cluster.ownerUrl })).rejects.toThrow(/approdo_app/u)
  })

  test('says which variable is wrong', async () => {
    await expect(start({ SMTP_URL: 'posta.example.org' })).rejects.toThrow(
      /SMTP_URL: deve iniziare/u,
    )
  })
})
