import { namesOf } from '#contexts/access/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import { aboutSubject, subjectFor } from '#platform/server/subject.ts'
import { briefingOf, languageToAsk } from './briefing.ts'
import { DoneReply, FileParams } from './contract.ts'
import {
  AskSupportBody,
  type BriefingLine,
  CallSupportBody,
  CandidatesQuery,
  CandidatesReply,
  type CandidateView,
  FamilyBody,
  SaySupportBody,
  SupportParams,
  SupportReply,
  type SupportView,
} from './contract-support.ts'
import type { Callee, Support } from './model-support.ts'
import type { May } from './numbers.ts'
import type { PagingNeeds } from './ports.ts'
import { wayOf } from './service-calls.ts'
import { territoryOf } from './store.ts'
import {
  callCandidate,
  candidatesFor,
  isSame,
  isSpent,
  openSupport,
  recordFamily,
  refuseClosed,
  saySupport,
} from './support.ts'
import { hasFailedCall, supportsOf } from './support-store.ts'

const DONE = { status: 200, body: { done: true } } as const
const idOf = (params: { id: string }) => params.id as InterventionId

/** Where a provider carries the call it shows the number of the service both ways, and nobody reads another one. */
async function showsNumbers(
  tx: Tx,
  needs: PagingNeeds,
  me: PersonActor,
  may: May,
): Promise<boolean> {
  const mayCall = may('call.connect', { territoryId: territoryOf(tx) }).allowed
  return (await wayOf(tx, needs, me, mayCall)).way !== 'service'
}

/** A mediator or a psychologist for a file: whoever writes on it may have them called, and they never see it. */
export function supportRoutes(needs: PagingNeeds): readonly Route[] {
  const about = { may: 'file.write', ...aboutSubject(needs.subjectOf) } as const
  const read = route({
    id: 'paging.support',
    method: 'GET',
    path: '/api/interventions/:id/support',
    summary: 'Mediatori e psicologi chiamati per un intervento, e che cosa si può dire loro',
    ...about,
    params: FileParams,
    reply: { 200: SupportReply },
    async run({ tx, params, may }) {
      const file = idOf(params)
      const lines = await briefingOf(tx, file)
      const isShown = await showsNumbers(tx, needs, personActing(tx), may)
      const requests = await viewsOf(tx, await supportsOf(tx, file), lines, isShown)
      const language = await languageToAsk(tx, file, needs.languageSaid)
      const { isClosed } = await subjectFor(tx, needs.subjectOf, file)
      return { status: 200, body: { requests, lines, language, can: { ask: !isClosed } } }
    },
  })
  const people = route({
    id: 'paging.supportPeople',
    method: 'GET',
    path: '/api/interventions/:id/support/people',
    summary:
      'Chi si può chiamare: chi è reperibile ora e parla la lingua, gli altri, il servizio a distanza',
    ...about,
    params: FileParams,
    query: CandidatesQuery,
    reply: { 200: CandidatesReply },
    async run({ tx, params, query, may }) {
      const isShown = await showsNumbers(tx, needs, personActing(tx), may)
      const found = await candidatesFor(tx, query.kind, query.language ?? null, query.sex)
      const under = (await supportsOf(tx, idOf(params))).find(
        (one) => one.kind === query.kind && one.state !== 'over',
      )
      const shown = found.map(
        ({ callee, phone, languages, ...one }): CandidateView => ({
          ...one,
          callee: plainCallee(callee),
          languages: [...languages],
          phone: isShown ? phone : null,
          isSpent: under !== undefined && isSpent(under, callee),
        }),
      )
      return { status: 200, body: { people: shown } }
    },
  })
  const ask = route({
    id: 'paging.askSupport',
    method: 'POST',
    path: '/api/interventions/:id/support',
    summary: 'Chiama un mediatore, o uno psicologo',
    ...about,
    params: FileParams,
    body: AskSupportBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      const file = idOf(params)
      await refuseClosed(tx, needs, file)
      const known = (await briefingOf(tx, file)).map((one) => one.key)
      const lines = known.filter((key) => body.lines.includes(key))
      await openSupport(tx, file, { ...body, lines })
      return DONE
    },
  })
  const call = route({
    id: 'paging.callSupport',
    method: 'POST',
    path: '/api/interventions/:id/support/:supportId/calls',
    summary: 'Chi viene chiamato adesso: la stessa persona non squilla per due interventi',
    ...about,
    params: SupportParams,
    body: CallSupportBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      await refuseClosed(tx, needs, idOf(params))
      await callCandidate(tx, idOf(params), params.supportId, body.callee)
      return DONE
    },
  })
  const say = route({
    id: 'paging.saySupport',
    method: 'POST',
    path: '/api/interventions/:id/support/:supportId/results',
    summary:
      'Come è andata: non risponde, non può, conosce la persona, è rifiutato, aiuta, ha finito',
    ...about,
    params: SupportParams,
    body: SaySupportBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      await saySupport(tx, idOf(params), params.supportId, body)
      return DONE
    },
  })
  const family = route({
    id: 'paging.familyInterpreted',
    method: 'POST',
    path: '/api/interventions/:id/family-interpreting',
    summary: 'Un familiare ha fatto da interprete per necessità',
    ...about,
    params: FileParams,
    body: FamilyBody,
    reply: { 200: DoneReply },
    async run({ tx, params, body }) {
      await recordFamily(tx, idOf(params), body)
      return DONE
    },
  })
  return [read, people, ask, call, say, family]
}

function plainCallee(callee: Callee): CandidateView['callee'] {
  return callee.kind === 'staff'
    ? { kind: 'staff', staffId: callee.staffId }
    : { kind: 'remote', key: callee.key }
}

async function viewsOf(
  tx: Tx,
  requests: readonly Support[],
  lines: readonly BriefingLine[],
  isShown: boolean,
): Promise<SupportView[]> {
  const callees = requests.flatMap((one) => [
    ...one.tries.map((each) => each.callee),
    ...(one.callee === null ? [] : [one.callee]),
  ])
  const ids = callees.flatMap((one): StaffId[] => (one.kind === 'staff' ? [one.staffId] : []))
  const names = await namesOf(tx, ids)
  const nameOf = (one: Callee) => (one.kind === 'staff' ? (names.get(one.staffId) ?? '') : one.name)
  const views: SupportView[] = []
  for (const one of requests) {
    const { id, kind, language, sex, mode, state, callee } = one
    // A provider that fails must not leave somebody without a mediator: then it is dialled by hand.
    const isDialled = callee !== null && (isShown || (await hasFailedCall(tx, one)))
    const phone = isDialled ? await phoneOf(tx, one, callee) : null
    views.push({
      ...{ id, kind, language, sex, mode, state },
      briefing: lines.filter((line) => one.lines.includes(line.key)),
      tries: one.tries.map((each) => ({
        name: nameOf(each.callee),
        at: each.at,
        result: each.result,
        minutes: each.minutes,
      })),
      callee: callee === null ? null : { name: nameOf(callee), phone },
    })
  }
  return views
}

async function phoneOf(
  tx: Tx,
  { kind, language }: Support,
  callee: Callee,
): Promise<string | null> {
  const found = await candidatesFor(tx, kind, language)
  return found.find((one) => isSame(one.callee, callee))?.phone ?? null
}
