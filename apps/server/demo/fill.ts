import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import type { TelephoneGateway } from '#platform/gateways/telephone.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { telephoneCarrier } from '#platform/server/carriers.ts'
import { type DueKind, kindTable, runDue } from '#platform/server/due.ts'
import { sendWaiting } from '#platform/server/outbox.ts'
import { sealOnce } from '#platform/server/sealer.ts'
import { compose, type Server } from '../compose.ts'
import type { Parts } from '../parts.ts'
import { stageOf } from './commands.ts'
import { NIGHTS } from './nights.ts'
import type { DemoSecrets } from './people.ts'
import { peopleOf, scenesOf } from './scenes.ts'
import { signInAll, signOutAll } from './staff.ts'
import type { Scene } from './stage.ts'
import { type SteppingClock, steppingClock } from './stepping-clock.ts'

/** Days that lie behind the moment of start. */
export const DAYS = 9

/** Telephones that rang in the night behind: nobody hears them now. */
const SILENT: TelephoneGateway = {
  send: async () => undefined,
  connect: async () => undefined,
  hangUp: async () => undefined,
  isSigned: () => false,
  showsNotices: true,
}

/** A server of its own on the same database, at its own hour. */
type Past = { readonly server: Server; readonly clock: SteppingClock; readonly log: Logger }

/**
 * Plays the night behind through the real commands on a clock that ends now. Throws with the story's name when
 * a command is refused: a demo that is half made is not shown.
 */
export async function fillNight(parts: Parts, secrets: DemoSecrets): Promise<void> {
  const end = parts.clock.now()
  const clock = steppingClock(end.subtract({ hours: 24 * DAYS }))
  const faults: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const server = await compose({ ...parts, clock, log, telephone: SILENT, extraPages: [] })
  const past: Past = { server, clock, log }
  try {
    const desks = await signInAll(server.tools, secrets, peopleOf(NIGHTS))
    const stage = stageOf(server.app, server.tools, desks)
    for (const scene of scenesOf(NIGHTS, end)) {
      await reach(past, scene)
      await scene.play(stage)
      if (faults.length > 0) throw new Error(`demo, ${scene.name}: ${faults.join(' ')}`)
    }
    await workUntil(past, end)
    clock.moveTo(end)
    await signOutAll(server.app, desks)
    while ((await sealOnce(server.tools.db)) > 0);
  } finally {
    await server.stop()
  }
}

async function reach(past: Past, scene: Scene): Promise<void> {
  await workUntil(past, scene.at)
  past.clock.moveTo(scene.at)
}

/** Works what fell due up to `until`, each alarm at its own instant. */
async function workUntil({ server, clock, log }: Past, until: Instant): Promise<void> {
  for (;;) {
    const next = await nextDue(server, until)
    if (!next) return
    clock.moveTo(next)
    await runDue(server.tools, kindsOf(server), clock.now(), log)
    await sendWaiting(server.tools.db, server.tools.vault, telephoneCarrier(SILENT), clock, log)
  }
}

async function nextDue(server: Server, until: Instant): Promise<Instant | undefined> {
  const { rows } = await sql<{ due_at: Instant }>`select due_at from platform.due
    where due_at <= ${until} order by due_at limit 1`.execute(server.tools.db)
  return rows[0]?.due_at
}

function kindsOf({ rooms }: Server): ReadonlyMap<string, DueKind> {
  return kindTable(rooms.flatMap((room) => room.dueKinds ?? []))
}
