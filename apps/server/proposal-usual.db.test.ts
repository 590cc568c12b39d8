import { expect, it } from 'vitest'
import { ProposalReply } from '#contexts/oncall/contract-proposal.ts'
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
    })
  } finally {
    await running.close()
  }
}, 60_000)
