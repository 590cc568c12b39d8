import { namesOf } from '#contexts/access/public.ts'
import { textOf } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Facts } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { colleaguesFor } from './colleagues.ts'
import type { ObservationView, WorkReply } from './contract-work.ts'
import { reportedOf } from './reported.ts'
import { tasksOf } from './tasks.ts'
import { assessmentsOf, observationsOf, type WrittenObservation } from './work-store.ts'

/** The work on a file for the wire. */
export async function workView(
  tx: Tx,
  file: InterventionId,
  { territoryId, isProtected }: Facts,
  now: Instant,
): Promise<Omit<WorkReply, 'can'>> {
  const assessments = await assessmentsOf(tx, file)
  const observations = await observationsOf(tx, file)
  const tasks = await tasksOf(tx, file)
  const names = await namesOf(tx, [
    ...assessments.map((one) => one.by),
    ...observations.map((one) => one.by),
    ...tasks.flatMap((one) =>
      [one.staffId, one.madeBy, one.doneBy].filter((id): id is StaffId => id !== null),
    ),
  ])
  const name = (id: StaffId): string => names.get(id) ?? ''
  return {
    assessments: assessments.map(
      ({ version, needsPlace, network, danger, words, by, role, at }) => ({
        ...{ version, needsPlace, network, danger },
        ...words,
        by: name(by),
        role: roleText(role),
        at: at.toString(),
      }),
    ),
    reported: await reportedOf(tx, file, territoryId),
    observations: observations
      .filter((one) => one.correctedBy === null)
      .map((one) => observationView(one, observations, name)),
    tasks: tasks.map((one) => ({
      id: one.id,
      what: one.what,
      who: { id: one.staffId, name: name(one.staffId) },
      dueAt: one.dueAt?.toString() ?? null,
      isLate: one.doneAt === null && one.dueAt !== null && notAfter(one.dueAt, now),
      madeBy: one.madeBy === null ? '' : name(one.madeBy),
      madeAt: one.madeAt.toString(),
      doneBy: one.doneBy === null ? null : name(one.doneBy),
      doneAt: one.doneAt?.toString() ?? null,
    })),
    colleagues: [
      ...(await colleaguesFor(
        tx,
        { territory_id: territoryId, is_protected: isProtected === true },
        now,
      )),
    ],
  }
}

function observationView(
  one: WrittenObservation,
  all: readonly WrittenObservation[],
  name: (id: StaffId) => string,
): ObservationView {
  const said = ({ text, by, role, writtenAt }: WrittenObservation) => ({
    text,
    by: name(by),
    role: roleText(role),
    writtenAt: writtenAt.toString(),
  })
  const before: WrittenObservation[] = []
  for (let at = one.corrects; at !== null; at = before.at(-1)?.corrects ?? null) {
    const found = all.find((other) => other.id === at)
    if (found === undefined) break
    before.push(found)
  }
  return {
    id: one.id,
    kind: one.kind,
    whose: one.whose,
    happenedAt: one.happenedAt.toString(),
    ...said(one),
    before: before.map(said),
  }
}

function roleText(role: string): string | null {
  return textOf(`interventions_role_${role.replaceAll('-', '_')}`) ?? null
}
