import { useEffect, useState } from 'react'
import * as z from 'zod'
import { useOnline } from './online.ts'
import { useRead, useWrite } from './queries.ts'

/** Whom to call: the server looks the number up; only one that the territory publishes goes with the request. */
export type CallWhom =
  | { readonly kind: 'listed'; readonly phone: string }
  | { readonly kind: 'colleague'; readonly staffId: string }
  | { readonly kind: 'facility'; readonly facilityId: string; readonly part: 'desk' | 'head' }
  | { readonly kind: 'reporter' }
  | { readonly kind: 'recipient'; readonly handoverId: string }
  | { readonly kind: 'support'; readonly supportId: string }

/** How calls leave here. The room `paging` answers it at GET /api/calls/way. */
const wayView = z.object({ way: z.enum(['service', 'own', 'plain']), hidePrefix: z.string() })
export type CallWay = z.output<typeof wayView>

/** Until it is known, and where it cannot be, a number is called as any other. */
const PLAIN: CallWay = { way: 'plain', hidePrefix: '' }
const WAY_MS = 300_000

/** How this person's calls leave; without a network only their own telephone can call. */
export function useCallWay(when: boolean): CallWay {
  const isOnline = useOnline()
  const way = useRead({
    key: ['calls', 'way'],
    path: '/api/calls/way',
    reply: wayView,
    every: WAY_MS,
    when,
  }).data
  if (way === undefined) return PLAIN
  return way.way === 'service' && !isOnline ? { ...way, way: 'own' } : way
}

const UNDER_WAY = ['ringing', 'calling', 'connected'] as const
const OVER = ['ended', 'own-no-answer', 'no-answer', 'busy', 'failed'] as const
const callView = z.object({ id: z.string(), state: z.enum([...UNDER_WAY, ...OVER]) })
export type CallState = z.output<typeof callView>['state']

/** True while a telephone rings or two people speak. */
export function isCallUnderWay(state: CallState | undefined): boolean {
  return UNDER_WAY.some((one) => one === state)
}

const POLL_MS = 1000

/** Where a call is asked for: about a file, as the third telephone of a call under way, or about nothing. */
type Asked = { readonly caseId?: string | undefined; readonly joins?: string }

function pathFor({ caseId, joins }: Asked): string {
  if (joins !== undefined) return `/api/calls/${joins}/third`
  return caseId === undefined ? '/api/calls' : `/api/interventions/${caseId}/calls`
}

/** A call by the number of the service: asked for, followed until it is over, ended. */
export function useServiceCall(whom: CallWhom, asked: Asked) {
  const [made, setMade] = useState<z.output<typeof callView> | undefined>(undefined)
  const begin = useWrite<undefined, typeof callView>({
    method: 'POST',
    path: pathFor(asked),
    body: () => whom,
    reply: callView,
    done: setMade,
  })
  const end = useWrite<string, typeof callView>({
    method: 'POST',
    path: (id) => `/api/calls/${id}/end`,
    body: () => ({}),
    reply: callView,
    done: setMade,
  })
  const isOn = isCallUnderWay(made?.state)
  const heard = useRead({
    key: ['calls', 'made', made?.id],
    path: `/api/calls/${made?.id ?? ''}`,
    reply: callView,
    when: isOn,
    every: POLL_MS,
  }).data
  useEffect(() => {
    if (heard !== undefined && isOn && heard.id === made?.id && heard.state !== made.state)
      setMade(heard)
  }, [heard, isOn, made])
  return { state: made?.state, id: made?.id, isOn, begin, end }
}
