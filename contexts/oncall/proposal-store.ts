import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { constraintOf } from '#platform/server/sql-state.ts'
import { BestView, type OpenProposal, ProposalAsking } from './contract-proposal.ts'
import type { OncallEvent, Turn } from './model.ts'
import { territoryOf } from './store.ts'

/** A search whose server has not written for so long is taken for interrupted. */
const LEASE_SECONDS = 15

const OPEN = ['running', 'ready', 'stopped', 'interrupted', 'failed'] as const
type OpenState = (typeof OPEN)[number]

/** A proposal that waits for a decision, as it is stored. */
export type StoredProposal = OpenProposal & {
  readonly version: number
  readonly rotaMark: string | null
}

function leaseFrom(machine: Instant): Instant {
  return machine.add({ seconds: LEASE_SECONDS })
}

/** A hash of the turns that stand: turns never change, they come and go. */
export function markOf(turns: readonly Turn[]): string {
  const ids = turns.map((turn) => turn.id).toSorted()
  return createHash('sha256').update(ids.join(' ')).digest('hex')
}

/** Whoever changes the rota of a territory waits here for whoever is changing it: taken before turns are read. */
export async function lockRota(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${territoryOf(tx)}, 71))`.execute(tx)
}

/** Writes what is asked. Refuses `proposal-open` while another waits for a decision, however its search has ended. */
export async function askProposal(
  tx: Tx,
  asking: ProposalAsking,
  by: string,
  machine: Instant,
): Promise<string> {
  const id = uuid7(tx.work.now, tx.work.random)
  try {
    await tx
      .insertInto('oncall.proposal')
      .values({
        territory_id: territoryOf(tx),
        id,
        version: 1,
        state: 'running',
        asked_by: by,
        asked_at: tx.work.now,
        asking: JSON.stringify(asking),
        lease_until: leaseFrom(machine),
      })
      .execute()
  } catch (error) {
    if (constraintOf(error) === 'proposal_open') throw new RefusalError('proposal-open')
    throw error
  }
  const { role, levels, from, days } = asking
  await write(tx, id, 1, { type: 'RotaAsked', data: { role, levels, from, days } })
  return id
}

/** The proposal that waits for a decision in the territory; its search counts as interrupted when its lease is over. */
export async function openProposal(
  tx: Tx,
  territoryId: TerritoryId,
  machine: Instant,
): Promise<StoredProposal | undefined> {
  const row = await tx
    .selectFrom('oncall.proposal')
    .select(['id', 'version', 'state', 'asking', 'best', 'rota_mark', 'lease_until'])
    .where('territory_id', '=', territoryId)
    .where('state', 'in', [...OPEN])
    .executeTakeFirst()
  if (!row) return undefined
  const isLost = row.state === 'running' && Temporal.Instant.compare(row.lease_until, machine) < 0
  return {
    id: row.id,
    version: row.version,
    state: isLost ? 'interrupted' : (row.state as OpenState),
    asking: ProposalAsking.parse(row.asking),
    best: row.best === null ? null : BestView.parse(row.best),
    rotaMark: row.rota_mark,
  }
}

/** The same, held until the end of the transaction. Throws NotFoundError when this one waits no more. */
export async function lockProposal(tx: Tx, id: string, machine: Instant): Promise<StoredProposal> {
  await tx
    .selectFrom('oncall.proposal')
    .select('id')
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const found = await openProposal(tx, territoryOf(tx), machine)
  if (found?.id !== id) throw new NotFoundError('proposal')
  return found
}

/** Takes a search that waits for a server. Undefined when it does not (any more). */
export async function claimSearch(
  tx: Tx,
  id: string,
  rotaMark: string,
  machine: Instant,
): Promise<string | undefined> {
  const claim = uuid7(machine, tx.work.random)
  const taken = await tx
    .updateTable('oncall.proposal')
    .set({ claim, rota_mark: rotaMark, lease_until: leaseFrom(machine) })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('claim', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return taken && claim
}

/** Keeps what a search has and renews its lease. False when it no longer runs, or is somebody else's. */
export async function keepSearch(
  tx: Tx,
  { id, claim }: { readonly id: string; readonly claim: string },
  kept: {
    readonly state: 'running' | 'ready' | 'failed' | 'interrupted'
    readonly best: BestView | undefined
    readonly machine: Instant
  },
): Promise<boolean> {
  const { state, best, machine } = kept
  const row = await tx
    .updateTable('oncall.proposal')
    .set({
      state,
      lease_until: leaseFrom(machine),
      ...(best === undefined ? {} : { best: JSON.stringify(best) }),
    })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('claim', '=', claim)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * A search finds itself stopped: what it has found since its last beat is kept, so that whoever stopped it early has it. What was
 * decided meanwhile stays decided.
 */
export async function keepStopped(
  tx: Tx,
  { id, claim }: { readonly id: string; readonly claim: string },
  best: BestView,
): Promise<void> {
  await tx
    .updateTable('oncall.proposal')
    .set({ best: JSON.stringify(best) })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'stopped')
    .where('claim', '=', claim)
    .execute()
}

/** Ends a search with what it has: its server finds it ended. */
export async function stopSearch(tx: Tx, { id, version }: StoredProposal): Promise<void> {
  await tx
    .updateTable('oncall.proposal')
    .set({ state: 'stopped', version: version + 1 })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .execute()
  await write(tx, id, version + 1, { type: 'RotaSearchStopped', data: {} })
}

/** Decides: what was asked and found is forgotten, the turns speak for themselves. */
export async function decideProposal(
  tx: Tx,
  { id, version }: StoredProposal,
  as: 'applied' | 'discarded',
  turns = 0,
): Promise<void> {
  await tx
    .updateTable('oncall.proposal')
    .set({ state: as, version: version + 1, asking: null, best: null })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .execute()
  await write(
    tx,
    id,
    version + 1,
    as === 'applied'
      ? { type: 'RotaProposalApplied', data: { turns } }
      : { type: 'RotaProposalDiscarded', data: {} },
  )
}

async function write(tx: Tx, aggregateId: string, version: number, event: OncallEvent) {
  await append(tx, { room: 'oncall', aggregateId, version, at: tx.work.now, event })
}
