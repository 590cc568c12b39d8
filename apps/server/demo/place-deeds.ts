import type { PlacementView } from '#contexts/places/contract.ts'
import type { TonightView } from '#contexts/places/contract-facility.ts'
import { type Instant, plusMinutes } from '#platform/kernel/time.ts'
import type { DemoFacility, PlaceDeed } from './place-deed.ts'
import type { Scene, Stage, Taken } from './stage.ts'

const DOES: readonly string[] = ['need', 'ring', 'place', 'unmet']

/** True for a deed about a place. */
export function isPlaceDeed<D extends { readonly does: string }>(
  deed: D,
): deed is Extract<D, PlaceDeed> {
  return DOES.includes(deed.does)
}

/** Plays a deed about the place of a file, as a person. */
export async function playPlace(
  stage: Stage,
  at: { readonly name: string; readonly by: string },
  deed: PlaceDeed,
  { interventionId }: Taken,
): Promise<void> {
  const file = `/api/interventions/${interventionId}`
  const { name, by } = at
  switch (deed.does) {
    case 'need':
      await stage.ask(name, by, 'PUT', `${file}/places/need`, deed.need)
      return
    case 'unmet':
      await stage.ask(name, by, 'POST', `${file}/places/unmet`, {
        note: deed.note,
        againIn: deed.againIn,
      })
      return
    case 'ring': {
      const { result, reason, name: said, role } = deed
      const { id: facilityId } = await facilityNamed(stage, at, deed.facility)
      const call = { facilityId, result, reason, name: said, role }
      await stage.ask(name, by, 'POST', `${file}/places/calls`, call)
      return
    }
    case 'place': {
      const view = await stage.ask(name, by, 'GET', `${file}/places`)
      const [newest] = view['placements'] as readonly PlacementView[]
      if (!newest) throw new Error(`demo, ${name}: no place to ${deed.verb}`)
      await stage.ask(name, by, 'POST', `${file}/placements/${newest.id}/${deed.verb}`, deed.body)
    }
  }
}

async function facilityNamed(stage: Stage, at: { name: string; by: string }, label: string) {
  const view = await stage.ask(at.name, at.by, 'GET', '/api/facilities')
  const found = (view as unknown as TonightView).facilities.find((one) => one.label === label)
  if (!found) throw new Error(`demo, ${at.name}: no facility is called ${label}`)
  return found
}

const DAYS_BEFORE = 8

/** The facilities of a territory are written by its coordinator, and checked before the night ends. */
export function scenesOfFacilities(
  by: string,
  facilities: readonly DemoFacility[],
  end: Instant,
): Scene[] {
  return facilities.flatMap(({ declaredAgo, body, ...facility }, n) => {
    const name = `struttura ${facility.alias || facility.name}`
    const added: Scene = {
      at: end.subtract({ hours: 24 * DAYS_BEFORE }).add({ seconds: n }),
      name,
      by,
      async play(stage) {
        const bodyId = body === undefined ? null : await bodyNamed(stage, { name, by }, body)
        await stage.ask(name, by, 'POST', '/api/facilities', { ...facility, bodyId })
      },
    }
    if (declaredAgo === undefined) return [added]
    const checked: Scene = {
      at: plusMinutes(end, -declaredAgo),
      name,
      by,
      async play(stage) {
        const { id } = await facilityNamed(stage, { name, by }, facility.alias || facility.name)
        await stage.ask(name, by, 'POST', `/api/facilities/${id}/availability`)
      },
    }
    return [added, checked]
  })
}

async function bodyNamed(stage: Stage, at: { name: string; by: string }, called: string) {
  const view = await stage.ask(at.name, at.by, 'GET', '/api/facilities')
  return (view as unknown as TonightView).bodies.find((one) => one.name === called)?.id ?? null
}
