import { expect, it } from 'vitest'
import { ProposalReply } from '#contexts/oncall/contract-proposal.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import { instant } from '#platform/kernel/time.ts'
import { inTransaction } from '#platform/server/work.ts'
import { startRunning } from './testing/running.ts'

it('turns are proposed to change when the offices close, whatever the minute in which it is asked', async () => {
  // A Monday at 08:40, ten minutes after the offices have opened.
  const running = await startRunning('2026-11-23T07:40:00Z', ['s3-'])
  try {
    const [here] = [...running.territories.values()]
    if (!here) throw new Error('no territory')
    const boss = await running.person(here, 'coordinator')
    const reply = await running.server.app.inject({
      url: '/api/rota/proposal',
      headers: { cookie: boss.cookie },
    })
    expect(ProposalReply.parse(reply.json()).usual).toEqual({
      hours: 'closing',
      changes: ['13:00'],
      second: [],
    })
  } finally {
    await running.close()
  }
}, 60_000)

it('two levels are asked for where the last months had turns of a second one', async () => {
  const running = await startRunning('2026-11-23T07:40:00Z', ['s3-'])
  try {
    const [here] = [...running.territories.values()]
    if (!here) throw new Error('no territory')
    const boss = await running.person(here, 'coordinator')
    const { tools } = running.server
    const actor = { kind: 'system', name: 'system:test' } as const
    const scope = { actor, now: tools.clock.now(), read: [here], write: here }
    await inTransaction(tools, scope, (tx) =>
      addTurn(tx, {
        ...{ staffId: boss.staffId, role: 'coordinator', level: 2 },
        startsAt: instant('2026-10-03T08:00:00Z'),
        endsAt: instant('2026-10-03T20:00:00Z'),
      }),
    )
    const reply = await running.server.app.inject({
      url: '/api/rota/proposal',
      headers: { cookie: boss.cookie },
    })
    expect(ProposalReply.parse(reply.json()).usual.second).toEqual(['coordinator'])
  } finally {
    await running.close()
  }
}, 60_000)
