import { pino } from 'pino'
import {
  answeredByPage,
  briefOf,
  lockOwnersForPage,
  nobodyHelps,
  subjectOf,
  worksHereForPage,
} from '#contexts/interventions/public.ts'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { RotaRole } from '#contexts/oncall/model.ts'
import { addTurn, setReach } from '#contexts/oncall/public.ts'
import type { TelephoneGateway } from '#platform/gateways/telephone.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { runDue } from '#platform/server/due.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import type { Step } from '../model.ts'
import type { PagingNeeds } from '../ports.ts'
import { pageForClass, pagingDueKinds } from '../public.ts'

/** The steps of most tests: two levels of social workers, then the coordinator. */
export const STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice', 'push'] },
  { role: 'social-worker', afterMinutes: 5, channels: ['voice'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice', 'board'] },
]

/** A provider that takes everything and signs nothing. */
export const deafTelephone: TelephoneGateway = {
  send: async () => undefined,
  connect: async () => undefined,
  hangUp: async () => undefined,
  isSigned: () => false,
  showsNotices: true,
}

/** A room with people on call, whose files call them. */
export type PagedRoom = TestRoom & {
  readonly needs: PagingNeeds
  /** Somebody with a telephone who is on call for a day around now. */
  readonly onCall: (role: RotaRole & Role, level: 1 | 2 | 3) => Promise<PersonActor>
  /** A file of `who` that calls by these steps. */
  readonly page: (who: PersonActor, steps?: readonly Step[]) => Promise<InterventionId>
  /** Works what is due now, on one of the servers. */
  readonly due: (server?: TestTools) => Promise<void>
}

/** Opens such a room; `telephone` undefined: everything is done by hand. */
export async function openPagedRoom(
  telephone: TelephoneGateway | undefined = deafTelephone,
): Promise<PagedRoom> {
  const room = await openRoom(
    new Map([
      ['PageAcknowledged', [answeredByPage]],
      ['SupportNobody', [nobodyHelps]],
    ]),
  )
  const address = () => 'https://pis.example.org'
  const needs: PagingNeeds = {
    subjectOf,
    briefOf,
    lockOwners: lockOwnersForPage,
    worksHere: worksHereForPage,
    address,
    machine: room.clock.machine,
    telephone,
    sendsNotices: true,
    languageSaid: async () => null,
    numbers: {
      facility: async () => undefined,
      reporter: async () => undefined,
      recipient: async () => null,
    },
  }
  const kinds = new Map(pagingDueKinds(needs).map((kind) => [kind.kind, kind]))
  const silent = pino({ level: 'silent' })
  return {
    ...room,
    needs,
    async onCall(role, level) {
      const person = await room.person(role)
      const { staffId } = person
      const now = room.clock.now()
      await room.as(person, async (tx) => {
        const times = { startsAt: now.subtract({ hours: 1 }), endsAt: now.add({ hours: 24 }) }
        await addTurn(tx, { staffId, role, level, ...times })
        await setReach(tx, staffId, { phone: '+393000001234', email: null })
      })
      return person
    },
    async page(who, steps = STEPS) {
      const id = await room.open(who)
      const asked = { classKey: 'emergenza', steps, isGraverThan: () => false }
      await room.as(who, (tx) => pageForClass(tx, id, asked))
      return id
    },
    async due(server = room.one) {
      await runDue(server, kinds, room.clock.now(), silent)
    },
  }
}

/** A decision that the need is not pertinent, as an operator makes it. */
export const NOT_PERTINENT = {
  classKey: 'non-pertinente',
  facts: { requestKind: 'rent-help' } as const,
  reason: 'Chiede un aiuto per l’affitto',
  offeredInstead: 'Orari del segretariato sociale',
}
