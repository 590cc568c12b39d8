import type { StaffId } from '#platform/kernel/ids.ts'
import { wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { staffActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import { beginAbsence, closeAbsence, personDays, tellOfOwnDays, writtenDays } from './absences.ts'
import { OwnDaysReply, OwnWeekdaysBody } from './contract-own.ts'
import { AbsenceBody, AbsenceParams, EndAbsenceBody, SavedReply } from './contract-staff.ts'
import { lockRota } from './proposal-store.ts'
import { worksHere } from './staff.ts'
import { absencesIn, recordsOf, setRatherWeekdays } from './staff-store.ts'
import { territoryOf } from './store.ts'

const SAVED = { status: 200, body: { saved: true } } as const
const ADDED = { status: 201, body: { saved: true } } as const

async function ownId(tx: Tx): Promise<StaffId> {
  const staffId = staffActing(tx)
  if (!(await worksHere(tx, staffId))) throw new NotFoundError('person')
  return staffId
}

async function ownAbsences(tx: Tx, staffId: StaffId) {
  const today = wallClock(tx.work.now).toPlainDate()
  return (await absencesIn(tx, territoryOf(tx), today)).filter((one) => one.staffId === staffId)
}

const read = route({
  id: 'oncall.ownDays',
  method: 'GET',
  path: '/api/own/days',
  summary: 'Quando chi chiede non può, o preferisce non, essere reperibile, e i suoi turni',
  may: 'rota.swap',
  writes: 'desk',
  reply: { 200: OwnDaysReply },
  async run({ tx }) {
    const staffId = await ownId(tx)
    const territoryId = territoryOf(tx)
    const recordOf = await recordsOf(tx, territoryId, [staffId])
    const body: OwnDaysReply = {
      ...(await personDays(tx, staffId)),
      absences: (await ownAbsences(tx, staffId)).map(({ id, kind, from, until: last }) => ({
        ...{ id, kind, from: from.toString() },
        until: last?.toString() ?? null,
      })),
      ratherWeekdays: [...recordOf(staffId).ratherWeekdays],
    }
    return { status: 200, body }
  },
})

const add = route({
  id: 'oncall.addOwnDays',
  method: 'POST',
  path: '/api/own/days',
  summary: 'Chi chiede scrive quando non può, o preferisce non, essere reperibile: mai il motivo',
  may: 'rota.swap',
  writes: 'desk',
  body: AbsenceBody,
  reply: { 201: SavedReply },
  async run({ tx, body, now }) {
    await lockRota(tx)
    const staffId = await ownId(tx)
    const written = writtenDays(staffId, body, now)
    // What has gone by is paid for as it was: the coordinator alone writes it.
    if (Temporal.PlainDate.compare(written.from, wallClock(now).toPlainDate()) < 0)
      throw new RefusalError('days-gone')
    await beginAbsence(tx, written)
    await tellOfOwnDays(tx, staffId)
    return ADDED
  },
})

const end = route({
  id: 'oncall.endOwnDays',
  method: 'POST',
  path: '/api/own/days/:absenceId/end',
  summary: 'Chi chiede chiude i propri giorni con l’ultimo, o li toglie se è uno sbaglio',
  may: 'rota.swap',
  writes: 'desk',
  params: AbsenceParams,
  body: EndAbsenceBody,
  reply: { 200: SavedReply },
  async run({ tx, params, body, now }) {
    await lockRota(tx)
    const staffId = await ownId(tx)
    const own = (await ownAbsences(tx, staffId)).find((one) => one.id === params.absenceId)
    if (own === undefined) throw new NotFoundError('absence')
    const until = body.until === null ? null : Temporal.PlainDate.from(body.until)
    const yesterday = wallClock(now).toPlainDate().subtract({ days: 1 })
    const hasBegun = Temporal.PlainDate.compare(own.from, yesterday) <= 0
    if (hasBegun && (until === null || Temporal.PlainDate.compare(until, yesterday) < 0))
      throw new RefusalError('days-gone')
    await closeAbsence(tx, params.absenceId, until)
    await tellOfOwnDays(tx, staffId)
    return SAVED
  },
})

const weekdays = route({
  id: 'oncall.setOwnWeekdays',
  method: 'PUT',
  path: '/api/own/weekdays',
  summary: 'I giorni della settimana in cui chi chiede preferisce non essere reperibile',
  may: 'rota.swap',
  writes: 'desk',
  body: OwnWeekdaysBody,
  reply: { 200: SavedReply },
  async run({ tx, body }) {
    const staffId = await ownId(tx)
    await setRatherWeekdays(tx, staffId, body.ratherWeekdays)
    return SAVED
  },
})

/** The days of whoever is on call, written by themselves: nobody sees or writes those of somebody else here. */
export const ownRoutes: readonly Route[] = [read, add, end, weekdays]
