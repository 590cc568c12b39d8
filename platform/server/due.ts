import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { asStored, type Instant } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { Tx } from './db.ts'
import { type Beat, faultOf, type Loop, startLoop, unheard } from './loop.ts'
import { LATER } from './together.ts'
import { inTransaction, type WorkTools } from './work.ts'

const POLL_MS = 1000
const REST_MS = 50
const RETRY_SECONDS = 30

/** What one kind of alarm does: locks its row, asks the model again, and does nothing on a false alarm. */
export type DueKind = {
  readonly kind: string
  readonly run: (tx: Tx, key: string, now: Instant) => Promise<void>
}

/** The handlers by kind. Several rooms may hear one alarm: each does its own, in the same transaction. */
export function kindTable(kinds: readonly DueKind[]): ReadonlyMap<string, DueKind> {
  return new Map(
    [...Map.groupBy(kinds, (one) => one.kind)].map(([kind, heard]) => [
      kind,
      {
        kind,
        async run(tx, key, now) {
          for (const one of heard) await one.run(tx, key, now)
        },
      },
    ]),
  )
}

/** Sets or moves an alarm, in the transaction that wrote the row which can fall due. */
export async function setAlarm(tx: Tx, kind: string, key: string, at: Instant): Promise<void> {
  const territory = territoryOf(tx)
  const dueAt = asStored(at)
  await tx
    .insertInto('platform.due')
    .values({ territory_id: territory, kind, key, due_at: dueAt })
    .onConflict((c) => c.columns(['territory_id', 'kind', 'key']).doUpdateSet({ due_at: dueAt }))
    .modifyEnd(LATER)
    .execute()
}

/** Removes an alarm that no longer has a reason. */
export async function clearAlarm(tx: Tx, kind: string, key: string): Promise<void> {
  await tx
    .deleteFrom('platform.due')
    .where('territory_id', '=', territoryOf(tx))
    .where('kind', '=', kind)
    .where('key', '=', key)
    .modifyEnd(LATER)
    .execute()
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('an alarm needs the territory it belongs to')
  return tx.work.territoryId
}

/** How often one alarm may ring at one instant. */
const MOST_TIMES = 20

type Alarm = { territory_id: string; kind: string; key: string; due_at: Instant }

/**
 * Works all that is due at an instant, each alarm in its own transaction under its own territory; alarms that
 * another process holds are skipped. Answers how many were worked.
 */
export async function runDue(
  tools: WorkTools,
  kinds: ReadonlyMap<string, DueKind>,
  at: Instant,
  log: Logger,
  beat: Beat = unheard,
): Promise<number> {
  const now = asStored(at)
  const rung = new Map<string, number>()
  for (let worked = 0; ; worked += 1) {
    const next = await peek(tools, kinds, now)
    if (!next) return worked
    // One that is set again and again for this instant must not keep the others waiting: time goes on after this pass.
    const alarm = `${next.territory_id} ${next.kind} ${next.key}`
    const times = (rung.get(alarm) ?? 0) + 1
    if (times > MOST_TIMES) return worked
    rung.set(alarm, times)
    await workOne(tools, kinds, next, now, log)
    beat()
  }
}

async function peek(tools: WorkTools, kinds: ReadonlyMap<string, DueKind>, now: Instant) {
  if (kinds.size === 0) return undefined
  const { rows } = await sql<Alarm>`select territory_id, kind, key, due_at from platform.due
    where due_at <= ${now} and kind = any(${[...kinds.keys()]})
    order by due_at limit 1 for update skip locked`.execute(tools.db)
  return rows[0]
}

async function workOne(
  tools: WorkTools,
  kinds: ReadonlyMap<string, DueKind>,
  alarm: Alarm,
  now: Instant,
  log: Logger,
) {
  const territory = alarm.territory_id as TerritoryId
  const scope = {
    actor: { kind: 'system', name: `system:${alarm.kind}` } as const,
    now,
    read: [territory],
    write: territory,
  }
  try {
    await inTransaction(tools, scope, async (tx) => {
      const { rows } = await sql`select 1 from platform.due where territory_id = ${territory}
        and kind = ${alarm.kind} and key = ${alarm.key} and due_at <= ${now}
        for update skip locked`.execute(tx)
      if (rows.length === 0) return
      await clearAlarm(tx, alarm.kind, alarm.key)
      await kinds.get(alarm.kind)?.run(tx, alarm.key, now)
    })
  } catch (error) {
    log.error({ due: alarm.kind, err: faultOf(error) }, 'due work failed; tried again later')
    await tools.db
      .updateTable('platform.due')
      .set((e) => ({
        due_at: now.add({ seconds: RETRY_SECONDS }),
        failures: e('failures', '+', 1),
      }))
      .where('territory_id', '=', alarm.territory_id)
      .where('kind', '=', alarm.kind)
      .where('key', '=', alarm.key)
      .execute()
  }
}

/**
 * Milliseconds from `now` until the next alarm after `worked`, undefined when none is set. An earlier one was left
 * to another server, which holds it or knows its kind: it waits for the poll, or this loop would never sleep.
 */
export async function untilNext(
  tools: WorkTools,
  worked: Instant,
  now: Instant,
): Promise<number | undefined> {
  const next = await tools.db
    .selectFrom('platform.due')
    .select('due_at')
    .where('due_at', '>', worked)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return next ? next.due_at.epochMilliseconds - now.epochMilliseconds : undefined
}

/** Runs due work until stopped: sleeps to the next alarm, woken after each commit, else every second. */
export function startDue(
  tools: WorkTools,
  kinds: readonly DueKind[],
  clock: Clock,
  log: Logger,
  mayWork: () => boolean,
  beat: Beat = unheard,
): Loop {
  const table = kindTable(kinds)
  return startLoop(
    'due',
    POLL_MS,
    log,
    async () => {
      if (!mayWork()) return undefined
      const worked = clock.now()
      await runDue(tools, table, worked, log, beat)
      beat()
      return await untilNext(tools, worked, clock.now())
    },
    REST_MS,
  )
}

/**
 * Compares what rooms say falls due (their `v_due` views) with the alarms that are set, sets what is missing
 * and answers how many: expected 0.
 */
export async function sweepDue(
  tools: WorkTools,
  views: readonly string[],
  territories: readonly TerritoryId[],
  now: Instant,
): Promise<number> {
  let mended = 0
  for (const territory of territories) {
    const scope = {
      actor: { kind: 'system', name: 'system:sweeper' } as const,
      now,
      read: [territory],
      write: territory,
    }
    mended += await inTransaction(tools, scope, async (tx) => {
      let added = 0
      for (const view of views) {
        const { numAffectedRows } =
          await sql`insert into platform.due (territory_id, kind, key, due_at)
          select territory_id, kind, key, due_at from ${sql.table(view)} where territory_id = ${territory}
          on conflict (territory_id, kind, key) do nothing`.execute(tx)
        added += Number(numAffectedRows ?? 0n)
      }
      return added
    })
  }
  return mended
}
