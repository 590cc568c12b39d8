import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createStaff, hashPassword, newTotpSecret } from '#contexts/access/public.ts'
import type { MailGateway } from '#platform/gateways/mail.ts'
import { fileMailbox } from '#platform/gateways/mailbox.ts'
import { textOf } from '#platform/i18n/texts.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import type { Page } from '#platform/server/page.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import type { Server } from '../compose.ts'
import type { Parts } from '../parts.ts'
import { allTerritories } from '../ports.ts'
import { type AppliedFile, applyTerritoryFiles } from '../territory-files.ts'
import { devPage } from './dev-page.ts'
import { DAYS, fillNight } from './fill.ts'
import { type FirstFill, openFirstFill } from './first-fill.ts'
import { linesOf } from './lines.ts'
import { type DemoPerson, type DemoSecrets, keepPeople, readPeople } from './people.ts'
import { makeRota, type OnRota } from './rota.ts'
import { openTelephones, type TelephoneSet } from './telephone-set.ts'

const TERRITORIES = fileURLToPath(new URL('../../../data/territories', import.meta.url))

/** The demo: five territories, invented people with their telephones, and a night behind. */
export type Demo = {
  readonly mail: MailGateway
  readonly pages: readonly Page[]
  readonly password: () => string
  /** Territories and people, when the database is empty; answers true when it made them. */
  readonly makePeople: (server: Server) => Promise<boolean>
  /** Opens the one fill of a database, before its schema is made; what a start that was killed left of one is wiped. */
  readonly openFill: (ownerUrl: string) => Promise<FirstFill>
  /** People, then the night behind, when the database is empty. */
  readonly fill: (server: Server, parts: Parts, first?: FirstFill) => Promise<void>
  /** The telephones, in a process of their own; `ringMs`: how long they ring. */
  readonly telephones: (ringMs?: number) => Promise<TelephoneSet>
  readonly signIns: (address: string) => readonly string[]
}

/** Opens the demo of one data folder: its people's secrets and mailboxes are files there. */
export function openDemo(folder: string): Demo {
  const secretFile = join(folder, 'demo', 'people.json')
  const mailbox = fileMailbox(join(folder, 'demo', 'mailboxes.jsonl'))
  let telephones: TelephoneSet | undefined
  const secrets = () => readPeople(secretFile) ?? { password: '', people: [] }
  const makePeople = async (server: Server) => {
    const isNew = (await allTerritories(server.tools.db)).length === 0
    if (isNew) keepPeople(secretFile, await makeTerritories(server))
    telephones?.connect(await linesOf(server))
    return isNew
  }
  return {
    mail: mailbox,
    pages: [
      devPage(
        () => secrets().people,
        () => secrets().password,
        mailbox.delivered,
        () => telephones,
      ),
    ],
    password: () => secrets().password,
    makePeople,
    async openFill(ownerUrl) {
      const first = await openFirstFill(ownerUrl)
      // Its people have other secrets now, and nobody awaits its mails.
      if (first.wiped) rmSync(join(folder, 'demo'), { recursive: true, force: true })
      return first
    },
    async fill(server, parts, first) {
      if ((await allTerritories(server.tools.db)).length === 0) await first?.begin()
      if (await makePeople(server)) await fillNight(parts, secrets())
      await first?.done()
    },
    async telephones(ringMs) {
      telephones = await openTelephones(ringMs)
      return telephones
    },
    signIns: (address) => signInLines(address, secrets()),
  }
}

/** Applies the five territory files and makes their people, all with one password of this installation. */
async function makeTerritories(server: Server): Promise<DemoSecrets> {
  const { tools } = server
  const now = tools.clock.now()
  const files = readdirSync(TERRITORIES)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(TERRITORIES, name))
  const applied = await applyTerritoryFiles(tools, files, now)
  const password = `prova-${newTotpSecret().slice(0, 8).toLowerCase()}`
  const hash = await hashPassword(password)
  const people: DemoPerson[] = []
  for (const file of applied) people.push(...(await makeStaff(server, file, hash)))
  return { password, people }
}

async function makeStaff(server: Server, file: AppliedFile, hash: string): Promise<DemoPerson[]> {
  const { tools } = server
  const read: readonly TerritoryId[] = [file.territoryId, INSTALLATION]
  const actor = { kind: 'system', name: 'system:demo' } as const
  const now = tools.clock.now()
  const scope = { actor, read, write: file.territoryId }
  const onRota: OnRota[] = []
  // They worked here already in the nights behind: what they did then stands with their roles.
  const before = { ...scope, now: now.subtract({ hours: 24 * DAYS }) }
  const people = await inTransaction(tools, before, async (tx) => {
    const made: DemoPerson[] = []
    for (const person of file.people) {
      const totpSecret = newTotpSecret()
      const staffId = await createStaff(tx, {
        name: person.name,
        email: person.email,
        homeTerritoryId: file.territoryId,
        credential: { password: hash, isHash: true, totpSecret },
        grants: person.roles.map((role) => ({
          territoryId: file.territoryId,
          role,
          bodyId: (person.body && file.bodies.get(person.body)) || null,
        })),
      })
      const { roles, phone, languages } = person
      onRota.push({ staffId, roles, phone, languages })
      made.push({
        name: person.name,
        email: person.email,
        phone: readablePhone(person.phone),
        territory: file.name,
        roles: person.roles.map(
          (role) => textOf(`access_role_${role.replaceAll('-', '_')}`) ?? role,
        ),
        totpSecret,
      })
    }
    return made
  })
  await inTransaction(tools, { ...scope, now }, (tx) => makeRota(tx, onRota))
  return people
}

/** One person of each territory and kind of work, with all their roles, and where their codes are. */
function signInLines(address: string, { password, people }: DemoSecrets): readonly string[] {
  const seen = new Set<string>()
  const lines = people.flatMap((person) => {
    const roles = person.roles.join(', ')
    const kind = `${person.territory}/${roles}`
    if (seen.has(kind)) return []
    seen.add(kind)
    return [`  ${person.email.padEnd(38)} ${person.territory.padEnd(30)} ${roles}`]
  })
  return [
    'Modalità dimostrativa: persone, telefoni e strutture sono inventati.',
    `Password per tutte: ${password}   Codici: ${address}/dev/telefoni`,
    ...lines,
  ]
}
