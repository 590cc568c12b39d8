import type { Role } from '#platform/kernel/actor.ts'
import { type Instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import { ask, later, nowOf, type Worker, type World, withRole, workerById } from './world.ts'

// The consegne: what one shift hands to the next. All of it is assumed.

/** The rota changes at these hours (staff.ts). */
const CHANGES = ['08:00', '20:00']
/** Who leaves begins to write at the most so many minutes before the change. */
const BEFORE_MINUTES = 45
/** In this role they write at each change (`shiftNotes.roles`), in the others when they leave with open files. */
const WRITES: Role = 'social-worker'

/** At each change: who leaves writes before it, late or never; and nobody leaves with a file unasked. Called at midnight. */
export function shiftsOf(world: World, day: Temporal.PlainDate): void {
  const roles = world.profile.rota.filter(({ level }) => level === 1).map(({ role }) => role)
  for (const hour of CHANGES) {
    const at = day.toZonedDateTime({ timeZone: ZONE, plainTime: hour }).toInstant()
    world.agenda.add(at, () => nobodyUnasked(world, at))
    for (const role of roles) {
      const draw = world.draw.apart(`shift/${role}/${at.toString()}`)
      const does = draw.weighted({ before: 62, late: 25, never: 13 })
      if (does === 'never') continue
      const minutes =
        does === 'before' ? -draw.whole(2, BEFORE_MINUTES) : Math.ceil(draw.around(40, 0.8))
      world.agenda.add(at.add({ minutes }), () => handOn(world, role, at, draw))
    }
  }
}

/**
 * The switch of service hours: of each file that who leaves still owns, either the consegne are owed, or they were signed and
 * it was kept, or a coordinator was told of it.
 */
async function nobodyUnasked(world: World, at: Instant): Promise<void> {
  // Where nothing ran, what was owned at the change is known to nobody; what comes in its very instant comes after it.
  if (!nowOf(world).equals(at)) return
  const broken = await world.house.books.ask<{ file: string; line: string }>(
    `select f.id as file, f.number || ' ' || t.role as line from oncall.turn t
       join interventions.intervention f on f.territory_id = t.territory_id and f.owner_id = t.staff_id and f.state <> 'closed'
      where t.level = 1 and t.state = 'published' and t.removed_at is null and t.ends_at = $1
        and not exists (select from platform.event e where e.intervention_id = f.id and e.recorded_at = $1
          and e.type in ('InterventionHandedOn', 'InterventionAnswered', 'ReportRegistered'))
        and not exists (select from oncall.turn n
          where n.territory_id = t.territory_id and n.role = t.role and n.level = 1 and n.staff_id = t.staff_id
            and n.state = 'published' and n.removed_at is null and n.starts_at = t.ends_at)
        and not exists (select from shifts.notes n
          where n.territory_id = t.territory_id and n.role = t.role and n.change_at = t.ends_at
            and (n.state = 'owed' or exists (select from platform.event e where e.aggregate_id = n.id
              and (e.type = 'FilesLeftAtChange' or e.type = 'KeptBeyondShift' and e.intervention_id = f.id))))`,
    [at.toString()],
  )
  const promise = 'I1, nobody ends a turn with a file in hand unasked'
  for (const { line, file } of broken) world.violations.push({ promise, line, file })
}

type Said = {
  readonly changes: readonly { readonly role: Role; readonly at: string }[]
  readonly files: readonly {
    readonly id: string
    readonly isMasked: boolean
    readonly owner: { readonly id: string }
  }[]
  readonly things: readonly { readonly key: string }[]
}

/** Who leaves passes files on, reads what is open, writes a line for each file and signs; two sign at once at times. */
async function handOn(world: World, role: Role, at: Instant, draw: Draw): Promise<void> {
  const leaver = await onTurn(world, role, 'ends_at', at)
  const owned = leaver ? await filesOf(world, leaver) : []
  if (role !== WRITES && owned.length === 0) return
  const chief = draw.one(withRole(world, 'coordinator'))
  const comes = (await onTurn(world, role, 'starts_at', at)) ?? chief
  if (leaver) await passFilesOn(world, leaver, comes, owned, draw)
  const signs = leaver && !draw.chance(0.05)
  const signer = signs ? leaver : chief
  const { status, body } = await ask(world, signer, 'GET', '/api/shift-notes')
  if (status !== 200) return
  const said = body as Said
  const change = said.changes.find(
    (one) => one.role === role && Temporal.Instant.from(one.at).equals(at),
  )
  if (!change) return
  const notes = wordsOf(said, change, leaver ?? signer, draw)
  const id = await signed(world, [signer, chief], notes, draw)
  if (id === undefined) return
  await staysTheirs(world, said)
  confirmLater(world, id, at, draw)
}

/** Whose turn of a role ends, or begins, at a change. */
async function onTurn(
  world: World,
  role: Role,
  edge: 'starts_at' | 'ends_at',
  at: Instant,
): Promise<Worker | undefined> {
  const [turn] = await world.house.books.ask<{ staff_id: string }>(
    `select staff_id from oncall.turn where role = $1 and level = 1 and state = 'published' and removed_at is null
        and ${edge} = $2`,
    [role, at.toString()],
  )
  return workerById(world, turn?.staff_id ?? null)
}

async function filesOf(world: World, { staffId }: Worker): Promise<readonly string[]> {
  const rows = await world.house.books.ask<{ id: string }>(
    "select id from interventions.intervention where owner_id = $1 and state <> 'closed' order by number",
    [staffId],
  )
  return rows.map(({ id }) => id)
}

/** Some files go to who comes, or to a coordinator; of the others who leaves says that they go on, or nothing. */
async function passFilesOn(
  world: World,
  leaver: Worker,
  comes: Worker,
  files: readonly string[],
  draw: Draw,
): Promise<void> {
  if (comes.staffId === leaver.staffId) return
  for (const id of files) {
    if (!draw.chance(0.25)) continue
    const to = draw.chance(0.85) ? comes : draw.one(withRole(world, 'coordinator'))
    if (to.staffId === leaver.staffId) continue
    const reason = 'Fine turno'
    await ask(world, leaver, 'POST', `/api/interventions/${id}/owner`, { toId: to.staffId, reason })
  }
}

/** Signs, at times two at the same instant; the id of what one of them signed. */
async function signed(
  world: World,
  [signer, chief]: readonly [Worker, Worker],
  notes: object,
  draw: Draw,
): Promise<string | undefined> {
  const isContested = draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  const signing = isContested ? [signer, chief] : [signer]
  const replies = await Promise.all(
    signing.map((one) => ask(world, one, 'POST', '/api/shift-notes', notes)),
  )
  const id = replies.find((one) => one.status === 201)?.body['id']
  return typeof id === 'string' ? id : undefined
}

/** Who comes confirms soon after the change, late, or never. */
function confirmLater(world: World, id: string, at: Instant, draw: Draw): void {
  const after = notAfter(at, nowOf(world)) ? 0 : minutesUntil(world, at)
  const does = draw.weighted({ confirms: 78, late: 12, never: 10 })
  if (does === 'never') return
  const minutes = after + (does === 'confirms' ? draw.around(12, 0.6) : draw.around(90, 0.8))
  later(world, minutes, () => confirm(world, id, draw))
}

function minutesUntil(world: World, at: Instant): number {
  return (at.epochMilliseconds - nowOf(world).epochMilliseconds) / 60_000
}

function wordsOf(
  { files, things }: Said,
  { role, at }: { readonly role: Role; readonly at: string },
  leaver: Worker,
  draw: Draw,
) {
  return {
    ...{ role, at, words: draw.chance(0.5) ? 'Notte tranquilla, inventata.' : '' },
    lines: files
      .filter((file) => !file.isMasked)
      .map(({ id, owner }) => ({
        ...{ id, line: draw.chance(0.8) ? 'Richiamare in mattinata' : '' },
        // Prosecuzione oltre turno.
        isKept: owner.id === leaver.staffId && draw.chance(0.5),
      })),
    things: things.map(({ key }) => ({
      ...{ key, note: '' },
      state: draw.weighted({ here: 95, missing: 5 }),
    })),
  }
}

/** No signature moves a file: whoever owned it a moment ago owns it. */
async function staysTheirs(world: World, { files }: Said): Promise<void> {
  const rows = await world.house.books.ask<{ id: string; owner_id: string }>(
    'select id, owner_id from interventions.intervention where id = any($1)',
    [files.map(({ id }) => id)],
  )
  const owners = new Map(rows.map((row) => [row.id, row.owner_id]))
  const promise = 'O3, consegne move no file'
  for (const { id, owner } of files)
    if (owners.get(id) !== owner.id) world.violations.push({ promise, line: id, file: id })
}

/** Who comes confirms, with something that is not right at times; one's own signature nobody confirms. */
async function confirm(world: World, id: string, draw: Draw): Promise<void> {
  const [row] = await world.house.books.ask<{ incoming_id: string | null }>(
    'select incoming_id from shifts.notes where id = $1',
    [id],
  )
  const comes = workerById(world, row?.incoming_id ?? null) ?? draw.one(withRole(world, WRITES))
  const remark = draw.chance(0.12) ? 'Manca una coperta' : null
  const isContested = draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  const confirming = isContested ? [comes, draw.one(withRole(world, 'coordinator'))] : [comes]
  const url = `/api/shift-notes/${id}/confirmation`
  await Promise.all(confirming.map((one) => ask(world, one, 'POST', url, { remark })))
}
