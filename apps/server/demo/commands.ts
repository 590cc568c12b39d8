import type { FastifyInstance } from 'fastify'
import { uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import type { Desks } from './staff.ts'
import type { Decided, Step, Story } from './story.ts'

type Body = Readonly<Record<string, unknown>>

/** What a report became: known once it was taken. */
export type Taken = { interventionId: string; reportId: string; contactId: string }

/** Nothing taken yet. */
export function newTaken(): Taken {
  return { interventionId: '', reportId: '', contactId: '' }
}

/** The running server with its people: where scenes are played. */
export type Stage = {
  /** Sends a command as a person; throws with the story's name, status and code when it is refused. */
  readonly ask: (
    name: string,
    by: string,
    method: 'POST' | 'PUT' | 'PATCH',
    url: string,
    body?: object,
  ) => Promise<Body>
  readonly deed: (name: string, step: Step, taken: Taken) => Promise<void>
  readonly newId: () => string
}

/** A stage on a composed server. */
export function stageOf(app: FastifyInstance, tools: ServeTools, desks: Desks): Stage {
  const ask: Stage['ask'] = async (name, by, method, url, body) => {
    const cookie = desks.get(by)?.cookie ?? ''
    const reply = await app.inject({
      method,
      url,
      headers: { cookie },
      ...(body ? { payload: body } : {}),
    })
    if (reply.statusCode >= 300)
      throw new Error(
        `demo, ${name}: ${method} ${url} by ${by}: ${reply.statusCode} ${reply.payload}`,
      )
    return reply.json<Body>()
  }
  return {
    ask,
    async deed(name, step, taken) {
      const { method, url, body } = commandOf(step, taken, desks)
      await ask(name, step.by, method, url, body)
    },
    newId: () => uuid7(tools.clock.now(), tools.random),
  }
}

/** Takes a report as it was told, and remembers what it became. */
export async function tell(
  stage: Stage,
  taken: Taken,
  story: Story,
  start: Instant,
): Promise<void> {
  const { name, by, told, channel, isDropped, decided, called } = story
  const reply = await stage.ask(name, by, 'POST', '/api/reports', {
    startedAt: start.toString(),
    content: told,
    ...(channel ? { channel } : {}),
    ...(isDropped ? { isDropped } : {}),
    ...(decided ? { decision: decisionOf(decided) } : {}),
    ...(called ? { emergencyCalls: called } : {}),
  })
  taken.interventionId = String(reply['interventionId'])
  taken.reportId = String(reply['reportId'])
  taken.contactId = String(reply['contactId'])
}

function decisionOf({ classKey, reason, offered }: Decided): object {
  return {
    classKey,
    ...(reason ? { reason } : {}),
    ...(offered ? { offeredInstead: offered } : {}),
  }
}

type Command = { readonly method: 'POST' | 'PATCH'; readonly url: string; readonly body?: object }

function commandOf(step: Step, taken: Taken, desks: Desks): Command {
  const file = `/api/interventions/${taken.interventionId}`
  const post = (url: string, body?: object): Command => ({
    method: 'POST',
    url,
    ...(body ? { body } : {}),
  })
  switch (step.does) {
    case 'answer':
      return post(`${file}/answer`)
    case 'confirm':
      return post(`${file}/not-pertinent/confirmation`)
    case 'reject':
      return post(`${file}/not-pertinent/rejection`, { reason: step.reason })
    case 'release':
      return post(`${file}/patrol-release`)
    case 'note':
      return post(`${file}/notes`, { text: step.text })
    case 'hand-on':
      return post(`${file}/owner`, { toId: desks.get(step.to)?.staffId, reason: step.reason })
    case 'decide':
      return post(`${file}/triage-decisions`, decisionOf(step))
    case 'call':
      return post(`${file}/emergency-calls`, {
        service: step.service,
        ...(step.reference ? { reference: step.reference } : {}),
      })
    case 'close':
      return post(`${file}/closing`, { outcome: step.outcome, reason: step.reason })
    case 'complete':
      return {
        method: 'PATCH',
        url: `/api/reports/${taken.reportId}`,
        body: { version: 1, fields: step.fields },
      }
    case 'verify': {
      const { method, result, reporter, calledNumber } = step
      const body = { contactId: taken.contactId, method, result, reporter, calledNumber }
      return post('/api/verifications', body)
    }
  }
}
