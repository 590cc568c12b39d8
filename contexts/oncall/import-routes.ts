import { namesOf } from '#contexts/access/public.ts'
import { textOf } from '#platform/i18n/texts.ts'
import { notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { ImportBody, ImportReply } from './contract-import.ts'
import { brokenBy, draftAll } from './drafting.ts'
import { ROTA_ROLES, type RotaRole, type Turn } from './model.ts'
import { type ImportedLine, type Known, readRota } from './model-import.ts'
import { lockRota } from './proposal-store.ts'
import { brokenView } from './rota.ts'
import { rolesHere } from './staff.ts'
import { comingTurns, territoryOf } from './store.ts'

const importRota = route({
  id: 'oncall.importRota',
  method: 'POST',
  path: '/api/rota/import',
  summary: 'Legge i turni di un foglio di calcolo: prima si guardano, poi vanno in bozza',
  may: 'rota.edit',
  writes: 'desk',
  body: ImportBody,
  reply: { 200: ImportReply },
  async run({ tx, body }) {
    await lockRota(tx)
    const people = await knownHere(tx)
    const lines = await againstRota(tx, readRota(body.text, people, roleNamed))
    const good = lines.flatMap((one) => ('turn' in one ? [{ line: one.line, turn: one.turn }] : []))
    const faults = lines.flatMap((one) =>
      'fault' in one ? [{ line: one.line, fault: one.fault }] : [],
    )
    const turns = good.map((one) => one.turn)
    if (body.take) {
      if (faults.length > 0) throw new RefusalError('import-faulty')
      if (turns.length === 0) throw new RefusalError('import-empty')
      await draftAll(tx, turns, body.reason)
    }
    const names = new Map(people.map((one) => [one.staffId, one.name]))
    const broken = body.take ? [] : await brokenBy(tx, turns)
    return {
      status: 200,
      body: {
        turns: good.map(({ line, turn }) => ({
          ...{ line, role: turn.role, level: turn.level, name: names.get(turn.staffId) ?? '' },
          startsAt: turn.startsAt.toString(),
          endsAt: turn.endsAt.toString(),
        })),
        faults,
        broken: broken.map((one) => brokenView(one, names)),
        taken: body.take,
      },
    }
  },
})

async function knownHere(tx: Tx): Promise<readonly Known[]> {
  const roles = await rolesHere(tx, territoryOf(tx))
  const names = await namesOf(tx, [...roles.keys()])
  return [...roles].map(([staffId, held]) => ({
    staffId,
    name: names.get(staffId) ?? '',
    roles: held,
  }))
}

/** By its name on screen, or its code. */
function roleNamed(name: string): RotaRole | undefined {
  return ROTA_ROLES.find(
    (role) =>
      role === name || textOf(`oncall_role_${role.replaceAll('-', '_')}`)?.toLowerCase() === name,
  )
}

/** What the rota has already of the same role and level is told line by line, before it is refused as a whole. */
async function againstRota(
  tx: Tx,
  lines: readonly ImportedLine[],
): Promise<readonly ImportedLine[]> {
  const turns = lines.flatMap((one) => ('turn' in one ? [one.turn] : []))
  const [first] = turns
  if (!first) return lines
  const starts = turns.map((one) => one.startsAt).reduce((a, b) => (notAfter(a, b) ? a : b))
  const ends = turns.map((one) => one.endsAt).reduce((a, b) => (notAfter(a, b) ? b : a))
  const standing = await comingTurns(tx, territoryOf(tx), starts, ends)
  return lines.map((one) => {
    if ('fault' in one || !standing.some((turn) => meets(turn, one.turn))) return one
    return { line: one.line, text: one.text, fault: 'overlap' }
  })
}

function meets(a: Omit<Turn, 'id'>, b: Omit<Turn, 'id'>): boolean {
  if (a.role !== b.role || a.level !== b.level) return false
  return !notAfter(a.endsAt, b.startsAt) && !notAfter(b.endsAt, a.startsAt)
}

/** A rota that comes from a spreadsheet. */
export const importRoutes: readonly Route[] = [importRota]
