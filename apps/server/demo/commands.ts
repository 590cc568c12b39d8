import type { FastifyInstance } from 'fastify'
import { uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import type { FileDeed } from './file-deed.ts'
import { isFileDeed, playFile } from './file-deeds.ts'
import type { PaperDeed } from './paper-deed.ts'
import { isPaperDeed, playPaper } from './paper-deeds.ts'
import type { PlaceDeed } from './place-deed.ts'
import { isPlaceDeed, playPlace } from './place-deeds.ts'
import type { Desks } from './staff.ts'
import type { Body, Stage, Taken } from './stage.ts'
import type { Decided, Step, Story } from './story.ts'

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
      if (isPaperDeed(step)) return await playPaper(this, { name, by: step.by }, step, taken)
      if (isPlaceDeed(step)) return await playPlace(this, { name, by: step.by }, step, taken)
      if (isFileDeed(step)) {
        const staffOf = (mailbox: string) => desks.get(mailbox)?.staffId ?? ''
        const at = { name, by: step.by, staffOf, now: () => tools.clock.now() }
        return await playFile(this, at, step, taken)
      }
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

function commandOf(
  step: Exclude<Step, FileDeed | PaperDeed | PlaceDeed>,
  taken: Taken,
  desks: Desks,
): Command {
  if (step.does === 'complete') {
    const body = { version: 1, fields: step.fields }
    return { method: 'PATCH', url: `/api/reports/${taken.reportId}`, body }
  }
  if (step.does === 'verify') {
    const { method, result, reporter, calledNumber } = step
    const body = { contactId: taken.contactId, method, result, reporter, calledNumber }
    return { method: 'POST', url: '/api/verifications', body }
  }
  const [verb, body] = fileCommand(step, desks)
  const url = `/api/interventions/${taken.interventionId}/${verb}`
  return { method: 'POST', url, ...(body ? { body } : {}) }
}

type OnFile = Exclude<
  Step,
  FileDeed | PaperDeed | PlaceDeed | { readonly does: 'complete' | 'verify' }
>

/** The verb of a command on the file, and what it says. */
function fileCommand(step: OnFile, desks: Desks): readonly [verb: string, body?: object] {
  switch (step.does) {
    case 'answer':
      return ['answer']
    case 'confirm':
      return ['not-pertinent/confirmation']
    case 'reject':
      return ['not-pertinent/rejection', { reason: step.reason }]
    case 'release':
      return ['patrol-release']
    case 'note':
      return ['notes', { text: step.text }]
    case 'hand-on':
      return ['owner', { toId: desks.get(step.to)?.staffId, reason: step.reason }]
    case 'decide':
      return ['triage-decisions', decisionOf(step)]
    case 'call': {
      const { service, reference } = step
      return ['emergency-calls', { service, ...(reference ? { reference } : {}) }]
    }
    case 'close':
      return ['closing', { outcome: step.outcome, reason: step.reason }]
  }
}
