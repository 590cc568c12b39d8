import type { UseQueryResult } from '@tanstack/react-query'
import * as z from 'zod'
import type { ApiProblem } from './problem.ts'
import { useRead } from './queries.ts'

const place = z.object({ id: z.string(), name: z.string() })

/** What the shell needs to know about who sits here. The room `access` answers it at GET /api/session. */
export const sessionView = z.object({
  staffId: z.string(),
  name: z.string(),
  roles: z.array(z.string()).catch([]),
  /** The territory of this desk; null when the person works for several and has not chosen. */
  desk: place.nullable(),
  /** The page on which this person's roles begin. */
  home: z.string().catch('/sala'),
  territories: z.array(place).catch([]),
  /** Which role in which territory: without a desk `roles` are those of all together. */
  grants: z.array(z.object({ territoryId: z.string(), role: z.string() })).catch([]),
  /** `turno notte · M. Rossi, L. Bianchi`; null when nobody keeps shifts here. */
  shift: z.string().nullable().catch(null),
  draftKey: z.string().nullable().catch(null),
  locked: z.boolean().catch(false),
})

export type SessionView = z.output<typeof sessionView>

export const SESSION_KEY = ['session']

/** Who sits here; read again when the live stream says that something changed. */
export function useSession(): UseQueryResult<SessionView, ApiProblem> {
  return useRead({ key: SESSION_KEY, path: '/api/session', reply: sessionView })
}
