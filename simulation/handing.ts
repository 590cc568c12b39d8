import { ask, type Happening, later, onCall, type Worker, type World, withRole } from './world.ts'

/** Passes the file to the social worker on call, or to any; answers in how many minutes somebody looks again. */
export async function passOn(world: World, { id, draw }: Happening, from: Worker): Promise<number> {
  const to = (await onCall(world, 'social-worker')) ?? draw.one(withRole(world, 'social-worker'))
  if (to.staffId === from.staffId) return draw.around(60, 0.5)
  await ask(world, from, 'POST', `/api/interventions/${id}/owner`, {
    ...{ toId: to.staffId, reason: 'Prosegue chi può valutare' },
  })
  // Most were told on the telephone that it comes.
  if (draw.chance(0.7))
    later(
      world,
      draw.around(1.5, 0.5),
      async () => void (await ask(world, to, 'POST', `/api/interventions/${id}/answer`)),
    )
  return draw.around(20, 0.6)
}
