import { namesOf } from '#contexts/access/public.ts'
import { answeredTurns, callableNow, reachesOf } from '#contexts/oncall/public.ts'
import { facilityBook } from '#contexts/places/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { EnvelopeContent } from './contract-envelope.ts'
import type { ShiftNotesId } from './model.ts'
import { blankSheets } from './sheet-store.ts'
import { territoryOf, write } from './store.ts'

/** How far the rota in the envelope reaches. */
const HOURS_AHEAD = 48

/** Whom to ring beside who has a turn. */
const OTHERS = ['social-worker', 'coordinator'] as const

/**
 * Fills the *busta d'emergenza* of who asks: duty numbers of two days, facilities that are no secret with what they last
 * had free, offices and neighbours, blank numbered sheets. It says of no file and of no helped person anything. Practice Q64.
 */
export async function fillEnvelope(tx: Tx, actor: PersonActor): Promise<EnvelopeContent> {
  const territoryId = territoryOf(tx)
  const configuration = await readConfiguration(tx, territoryId)
  const sheets = await blankSheets(tx, actor.staffId)
  const people = await peopleToRing(tx)
  const facilities = await facilityBook(tx, territoryId)
  await write(tx, uuid7<ShiftNotesId>(tx.work.now, tx.work.random), 1, {
    type: 'EnvelopeFilled',
    data: { people: people.length, facilities: facilities.length, sheets: sheets.length },
  })
  return {
    territory: configuration.name,
    name: (await namesOf(tx, [actor.staffId])).get(actor.staffId) ?? '',
    at: tx.work.now.toString(),
    people,
    facilities: [...facilities],
    services: servicesOf(configuration),
    sheets: [...sheets],
  }
}

/** Who has a turn, by when it begins, then who may be rung all the same. Whoever has no telephone is left out. */
async function peopleToRing(tx: Tx): Promise<EnvelopeContent['people']> {
  const territoryId = territoryOf(tx)
  const { now } = tx.work
  const turns = await answeredTurns(tx, territoryId, now, now.add({ hours: HOURS_AHEAD }))
  const ids = [...new Set(turns.map((one) => one.staffId))]
  const [names, reaches] = [await namesOf(tx, ids), await reachesOf(tx, territoryId, ids)]
  const onCall = turns.flatMap(({ staffId, role, level, startsAt, endsAt }) => {
    const phone = reaches.get(staffId)?.phone
    if (!phone) return []
    const from = startsAt.toString()
    return [{ name: names.get(staffId) ?? '', role, level, phone, from, until: endsAt.toString() }]
  })
  const others = (await callableNow(tx, territoryId, OTHERS, now)).flatMap((one) =>
    one.phone === null || ids.includes(one.staffId)
      ? []
      : [
          {
            name: one.name,
            role: one.role,
            level: null,
            phone: one.phone,
            from: null,
            until: null,
          },
        ],
  )
  return [...onCall, ...others]
}

/** Emergency numbers, the service itself, offices, neighbours and interpreters: each once. */
function servicesOf(configuration: Configuration): EnvelopeContent['services'] {
  const { service, offices, places, interpreting } = configuration
  const answering = [service.answers, ...(service.outside ? [service.outside] : [])]
  const lines = [
    ...answering.map(({ label, phone }) => ({ name: label, phone })),
    ...offices.map(({ name, phone }) => ({ name, phone })),
    ...places.neighbours.map(({ name, phone }) => ({ name, phone })),
    ...interpreting.map(({ name, phone }) => ({ name, phone })),
  ].filter((one) => one.phone !== '')
  return [...new Map(lines.map((one) => [`${one.name} ${one.phone}`, one])).values()]
}
