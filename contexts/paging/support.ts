import { callableNow } from '#contexts/oncall/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { subjectFor } from '#platform/server/subject.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { ServiceCallState } from './model-service-call.ts'
import {
  askSupport,
  beginSupport,
  type Callee,
  callSupport,
  endSupport,
  type FamilyMember,
  FITS,
  type Fits,
  giveUpSupport,
  lapseSupport,
  type Necessity,
  type Support,
  type SupportAsk,
  type SupportKind,
  type SupportResult,
  takeBackSupport,
  tryNumber,
  trySupport,
  type WantedSex,
} from './model-support.ts'
import type { PagingNeeds } from './ports.ts'
import { territoryOf } from './store.ts'
import { beginRequest, findSupport, keepSupport, lockSupport } from './support-store.ts'

/** Who is to be called, as a request names them. */
export type Sought =
  | { readonly kind: 'staff'; readonly staffId: string }
  | { readonly kind: 'remote'; readonly key: string }

/** A number to ring, and whose it is. */
export type Candidate = {
  readonly callee: Callee
  readonly name: string
  readonly phone: string
  readonly isOnCall: boolean
  readonly languages: readonly string[]
  /** How the sheet answers the wish for a woman, or a man; null: no wish, or a service. */
  readonly fits: Fits | null
  /** Words of the contract; null of the staff. */
  readonly hours: string | null
  readonly cost: string | null
}

/**
 * Who can be called, in this order: those on call now who speak the language, the others of the staff who do, then the
 * contracted service. Where a woman, or a man, is wanted, who is comes first, then those whose sheet does not say it; the
 * others stay there, marked: it is the person's to choose. Who has no telephone is not there.
 */
export async function candidatesFor(
  tx: Tx,
  kind: SupportKind,
  language: string | null,
  wanted: WantedSex = 'any',
): Promise<readonly Candidate[]> {
  const people = await callableNow(tx, territoryOf(tx), [kind], tx.work.now)
  const speaks = (codes: readonly string[]) => language === null || codes.includes(language)
  const staff = people
    .filter((one) => speaks(one.languages))
    .flatMap(({ staffId, name, phone, level, languages, sex }): Candidate[] => {
      if (phone === null) return []
      const callee = { kind: 'staff', staffId } as const
      const contract = { hours: null, cost: null }
      const fits = fitOf(wanted, sex)
      return [{ callee, name, phone, isOnCall: level !== null, languages, fits, ...contract }]
    })
    .toSorted((a, b) => orderOf(a.fits) - orderOf(b.fits))
  if (kind !== 'mediator') return staff
  const { interpreting } = await readConfiguration(tx, territoryOf(tx))
  const remote = interpreting
    .filter((one) => one.languages.length === 0 || speaks(one.languages))
    .map(
      ({ key, ...one }): Candidate => ({
        ...one,
        callee: { kind: 'remote', key, name: one.name },
        isOnCall: false,
        fits: null,
      }),
    )
  return [...staff, ...remote]
}

function fitOf(wanted: WantedSex, sex: 'female' | 'male' | null): Fits | null {
  if (wanted === 'any') return null
  if (sex === null) return 'unknown'
  return sex === wanted ? 'yes' : 'no'
}

const orderOf = (fits: Fits | null): number => (fits === null ? 0 : FITS.indexOf(fits))

/** Takes the file's lock, so that it is not closed meanwhile. Refuses `intervention-closed`. */
export async function refuseClosed(
  tx: Tx,
  needs: PagingNeeds,
  file: InterventionId,
): Promise<void> {
  await lockIntervention(tx, file)
  if ((await subjectFor(tx, needs.subjectOf, file)).isClosed)
    throw new RefusalError('intervention-closed')
}

/** A mediator or a psychologist is wanted. Refuses `support-open`, `support-no-language` to a mediator without one. */
export async function openSupport(tx: Tx, file: InterventionId, ask: SupportAsk): Promise<Support> {
  if (ask.kind === 'mediator' && ask.language === null)
    throw new RefusalError('support-no-language')
  return await beginRequest(tx, file, askSupport(ask, tx.work.now))
}

async function locked(tx: Tx, file: InterventionId, id: string): Promise<Support> {
  await lockIntervention(tx, file)
  const one = await lockSupport(tx, id)
  if (one?.interventionId !== file) throw new NotFoundError('support')
  return one
}

/**
 * One of those who can be called is: of two workers who call one person at once, the second is refused `support-busy`.
 * Refuses `support-tried` of who was called before, and who is not among those offered.
 */
export async function callCandidate(
  tx: Tx,
  file: InterventionId,
  id: string,
  callee: Sought,
): Promise<Support> {
  const one = await locked(tx, file, id)
  const offered = await candidatesFor(tx, one.kind, one.language)
  const found = offered.find((each) => isSame(each.callee, callee))
  if (!found) throw new NotFoundError('callee')
  if (isSpent(one, callee)) throw new RefusalError('support-tried')
  return await keepSupport(tx, one, unwrap(callSupport(one, found.callee, tx.work.now)))
}

/** True of who was called for this request and must not be again: who did not answer may be. */
export function isSpent({ tries }: Support, callee: Sought): boolean {
  return tries.some((one) => one.result !== 'no-answer' && isSame(one.callee, callee))
}

/** True of the same person, or the same service. */
export function isSame(a: Sought, b: Sought): boolean {
  if (a.kind === 'staff') return b.kind === 'staff' && a.staffId === b.staffId
  return b.kind === 'remote' && a.key === b.key
}

/** What a worker says of the call under way. */
export type Saying =
  | { readonly result: SupportResult }
  | { readonly result: 'begins' }
  | { readonly result: 'ends'; readonly minutes?: number | undefined }
  | { readonly result: 'nobody' | 'withdrawn' }

/** What came of it. Refuses as the model. */
export async function saySupport(
  tx: Tx,
  file: InterventionId,
  id: string,
  saying: Saying,
): Promise<Support> {
  const one = await locked(tx, file, id)
  return await keepSupport(tx, one, unwrap(decisionOf(tx, one, saying)))
}

function decisionOf(tx: Tx, one: Support, saying: Saying) {
  const { now } = tx.work
  switch (saying.result) {
    case 'begins':
      return beginSupport(one, now)
    case 'ends':
      return endSupport(one, saying.minutes, now)
    case 'nobody':
      return giveUpSupport(one)
    case 'withdrawn':
      return takeBackSupport(one)
    default:
      return trySupport(one, saying.result, now)
  }
}

/** Somebody of the family interpreted, by necessity: it is on the log, with the reason by its code alone. */
export async function recordFamily(
  tx: Tx,
  file: InterventionId,
  data: { readonly interpreter: FamilyMember; readonly necessity: Necessity },
): Promise<void> {
  const { now, random } = tx.work
  const aggregateId = uuid7(now, random)
  const event = { type: 'FamilyInterpreted', data } as const
  await append(tx, {
    room: 'paging',
    aggregateId,
    version: 1,
    interventionId: file,
    at: now,
    event,
  })
}

/** The alarm rang: a request is never left silently. */
export async function lapse(tx: Tx, id: string): Promise<void> {
  const found = await findSupport(tx, id)
  if (!found) return
  await lockIntervention(tx, found.interventionId)
  const one = await lockSupport(tx, id)
  if (one) await keepSupport(tx, one, lapseSupport(one, tx.work.now))
}

/** Which try of a request a call would be that is made now. */
export async function tryUnderWay(tx: Tx, id: string): Promise<number | null> {
  const one = await findSupport(tx, id)
  return one ? tryNumber(one) : null
}

/**
 * What the provider says of the telephone call: it begins and ends the minutes, and says that nobody answered. Said late,
 * of a try that is over, it says nothing; who is known to help did not fail to answer. The caller holds the file's lock.
 */
export async function followCall(
  tx: Tx,
  id: string,
  calledTry: number,
  state: ServiceCallState,
): Promise<void> {
  const one = await lockSupport(tx, id)
  if (!one || one.callee === null || tryNumber(one) !== calledTry) return
  const { now } = tx.work
  if (state === 'connected') await keepSupport(tx, one, unwrap(beginSupport(one, now)))
  else if (state === 'ended' && one.state === 'talking')
    await keepSupport(tx, one, unwrap(endSupport(one, undefined, now)))
  else if (one.state === 'calling' && (state === 'no-answer' || state === 'busy'))
    await keepSupport(tx, one, unwrap(trySupport(one, 'no-answer', now)))
}

/** The number of who is called for a request now; null: nobody is, or they have none any more. */
export async function supportNumber(
  tx: Tx,
  configuration: Configuration,
  file: InterventionId | null,
  id: string,
): Promise<string | null> {
  const one = await findSupport(tx, id)
  const callee = one?.callee
  if (!one || one.interventionId !== file || !callee) return null
  if (callee.kind === 'remote')
    return configuration.interpreting.find(({ key }) => key === callee.key)?.phone ?? null
  const found = await candidatesFor(tx, one.kind, one.language)
  return found.find((each) => isSame(each.callee, callee))?.phone ?? null
}
