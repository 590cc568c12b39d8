import { REOPENED_KIND } from '#contexts/interventions/alarms.ts'
import { rowNow } from '#contexts/interventions/board.ts'
import { lapseNotPertinent } from '#contexts/interventions/commands.ts'
import { worksIn } from '#contexts/interventions/people.ts'
import {
  answerIntervention,
  decideTriage,
  dueKinds,
  handOnIntervention,
} from '#contexts/interventions/public.ts'
import { reopenedUnanswered } from '#contexts/interventions/reminders.ts'
import { lockFile } from '#contexts/interventions/testing/room.ts'
import { writeAssessment } from '#contexts/interventions/work-store.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { type Attempt, attemptsOf } from '../attempt-store.ts'
import { type Answered, answerPage } from '../commands.ts'
import type { Way } from '../model.ts'
import { newestPage } from '../store.ts'
import { NOT_PERTINENT, openPagedRoom, type PagedRoom } from './paged.ts'

type File = Awaited<ReturnType<typeof lockFile>>
type BoardRow = Awaited<ReturnType<typeof rowNow>>
type NewestPage = Awaited<ReturnType<typeof newestPage>>

/**
 * A room in which files are called for, and the hands of the tests in the room of the files: what they look at there
 * stands here once, so that a test names no inside of another room.
 */
export type CalledRoom = PagedRoom & {
  readonly operator: PersonActor
  readonly colleague: PersonActor
  /** On call, as the first one whom a class calls. */
  readonly worker: PersonActor
  /** On call, as the last one. */
  readonly boss: PersonActor
  readonly decide: (id: InterventionId, classKey?: string, who?: PersonActor) => Promise<File>
  readonly propose: (id: InterventionId) => Promise<File>
  /** *Rispondo io*, in the room. */
  readonly answer: (who: PersonActor, id: InterventionId) => Promise<File>
  /** A yes to the newest page of the file. */
  readonly sayYes: (who: PersonActor, id: InterventionId, way: Way) => Promise<Answered>
  readonly handOn: (id: InterventionId, to: PersonActor, by?: PersonActor) => Promise<File>
  readonly assess: (who: PersonActor, id: InterventionId) => Promise<string>
  readonly pageOf: (id: InterventionId) => Promise<NewestPage>
  readonly fileOf: (id: InterventionId) => Promise<File>
  readonly rowFor: (who: PersonActor, id: InterventionId) => Promise<BoardRow>
  /** The tries of the newest page, newest first. */
  readonly triesOf: (id: InterventionId) => Promise<readonly Attempt[]>
  readonly worksHere: (id: StaffId) => Promise<boolean>
  /** The shift is over: nobody confirmed. */
  readonly lapse: (id: InterventionId) => (tx: Tx) => Promise<void>
  /** Its hour has come, and nobody answered. */
  readonly late: (id: InterventionId) => (tx: Tx) => Promise<void>
}

/** The alarm of a file that goes on at an hour by itself. */
export const GOES_ON_KIND = REOPENED_KIND
/** What falls due in the room of the files. */
export const FILE_KINDS = dueKinds

const ASSESSED = {
  version: 0,
  needsPlace: false,
  network: 'no',
  danger: 'no',
  need: 'Dove dormire',
  risk: '',
  resources: '',
  safeContact: '',
} as const

/** Opens it, with an operator and a colleague in the room, a social worker and a coordinator on call. */
export async function openCalledRoom(): Promise<CalledRoom> {
  const room = await openPagedRoom()
  const operator = await room.person('operator')
  const colleague = await room.person('operator')
  const worker = await room.onCall('social-worker', 1)
  const boss = await room.onCall('coordinator', 1)
  const pageOf = (id: InterventionId) => room.as(operator, (tx) => newestPage(tx, id))
  return {
    ...room,
    ...{ operator, colleague, worker, boss, pageOf },
    decide: (id, classKey = 'emergenza', who = operator) =>
      room.as(who, (tx) => decideTriage(tx, id, { classKey, facts: {} })),
    propose: (id) => room.as(operator, (tx) => decideTriage(tx, id, NOT_PERTINENT)),
    answer: (who, id) => room.as(who, (tx) => answerIntervention(tx, id)),
    async sayYes(who, id, way) {
      const page = await pageOf(id)
      return await room.as(who, (tx) =>
        answerPage(tx, room.needs, page?.id ?? '', who.staffId, way),
      )
    },
    handOn: (id, to, by = boss) =>
      room.as(by, (tx) => handOnIntervention(tx, id, to.staffId, 'Cambio turno')),
    assess: (who, id) =>
      room.as(who, (tx) =>
        writeAssessment(tx, id, ASSESSED, { role: 'social-worker', isQualified: true }),
      ),
    fileOf: (id) => room.as(operator, (tx) => lockFile(tx, id)),
    rowFor: (who, id) => room.as(who, (tx) => rowNow(tx, who, id)),
    async triesOf(id) {
      const page = await pageOf(id)
      return page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
    },
    worksHere: (id) => room.as(boss, (tx) => worksIn(tx, room.here, id)),
    lapse: (id) => (tx) => lapseNotPertinent(tx, id),
    late: (id) => (tx) => reopenedUnanswered(tx, id, room.clock.now()),
  }
}
