import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { httpSignOfLife } from './sign-of-life.ts'

let peer: Server
let url = ''
let status = 200
const heard: string[] = []

beforeAll(async () => {
  peer = createServer((request, reply) => {
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${text}`)
      reply.writeHead(status, { location: '/altrove' }).end()
    })
  })
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(peer.address() as AddressInfo).port}/segno`
})

afterAll(() => void peer.close())

it('says that it lives and nothing else', async () => {
  await httpSignOfLife(url)()
  expect(heard.splice(0)).toEqual(['POST /segno '])
})

it.each([404, 500, 302])(
  'an answer of %i is no sign received, and is followed nowhere',
  async (answer) => {
    status = answer
    await expect(httpSignOfLife(url)()).rejects.toThrow()
    status = 200
    expect(heard.splice(0)).toEqual(['POST /segno '])
  },
)

it('a monitor that is away is a fault that names no address', async () => {
  const gone = httpSignOfLife('http://127.0.0.1:9/segno')
  await expect(gone()).rejects.toThrow(/^unreachable$/u)
})
