import type { Role } from '#platform/kernel/actor.ts'
import { type Instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import type { Draw } from './draw.ts'
import { ask, later, nowOf, type Worker, type World, withRole, workerById } from './world.ts'

// The consegne: what one shift hands to the next. All of it is assumed.

/** Whoever writes consegne in the territories that are simulated (`shiftNotes.roles`). */
const ROLE: Role = 'social-worker'
/** The rota changes at these hours (staff.ts). */
const CHANGES = ['08:00', '20:00']
/** Earlier than this nothing can be written of a change. */
const BEFORE_MINUTES = 45

/** Who leaves writes, before the change, late or never. Called at midnight. */
export function shiftsOf(world: World, day: Temporal.PlainDate): void {
  for (const hour of CHANGES) {
    const at = day.toZonedDateTime({ timeZone: ZONE, plainTime: hour }).toInstant()
    const draw = world.draw.apart(`shift/${at.toString()}`)
    const does = draw.weighted({ before: 62, late: 25, never: 13 })
    if (does === 'never') continue
    const minutes =
      does === 'before' ? -draw.whole(2, BEFORE_MINUTES) : Math.ceil(draw.around(40, 0.8))
    world.agenda.add(at.add({ minutes }), () => handOn(world, at, draw))
  }
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

/** Who leaves reads what is open, writes a line for each file and signs; two sign at once at times. */
async function handOn(world: World, at: Instant, draw: Draw): Promise<void> {
  const [turn] = await world.house.books.ask<{ staff_id: string }>(
    `select staff_id from oncall.turn where role = $1 and level = 1 and state = 'published' and removed_at is null
        and ends_at = $2`,
    [ROLE, at.toString()],
  )
  const leaver = workerById(world, turn?.staff_id ?? null)
  const chief = draw.one(withRole(world, 'coordinator'))
  const signer = draw.chance(0.05) || !leaver ? chief : leaver
  const { status, body } = await ask(world, signer, 'GET', '/api/shift-notes')
  if (status !== 200) return
  const said = body as Said
  const change = said.changes.find((one) => Temporal.Instant.from(one.at).equals(at))
  if (!change) return
  const notes = wordsOf(said, change, signer, draw)
  const id = await signed(world, [signer, chief], notes, draw)
  if (id === undefined) return
  await staysTheirs(world, said)
  confirmLater(world, id, at, draw)
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
  signer: Worker,
  draw: Draw,
) {
  return {
    ...{ role, at, words: draw.chance(0.5) ? 'Notte tranquilla, inventata.' : '' },
    lines: files
      .filter((file) => !file.isMasked)
      .map(({ id, owner }) => ({
        ...{ id, line: draw.chance(0.8) ? 'Richiamare in mattinata' : '' },
        // Prosecuzione oltre turno.
        isKept: owner.id === signer.staffId && draw.chance(0.5),
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
  const comes = workerById(world, row?.incoming_id ?? null) ?? draw.one(withRole(world, ROLE))
  const remark = draw.chance(0.12) ? 'Manca una coperta' : null
  const isContested = draw.chance(world.faults.contested)
  if (isContested) world.counts.contested += 1
  const confirming = isContested ? [comes, draw.one(withRole(world, 'coordinator'))] : [comes]
  const url = `/api/shift-notes/${id}/confirmation`
  await Promise.all(confirming.map((one) => ask(world, one, 'POST', url, { remark })))
}
