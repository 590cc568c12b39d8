import { z } from 'zod'
import { ROLES } from '#platform/kernel/actor.ts'
import type { BodyId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { cleanLine } from '#platform/kernel/text.ts'

const id = <T extends string>() => z.uuid().transform((text) => text as T)
const instant = z.string()

export const RoleName = z.enum(ROLES)
const Name = z.string().max(200).transform(cleanLine).pipe(z.string().min(2).max(120))
const Place = z.object({ id: z.string(), name: z.string() })

/** GET /api/session: who sits here, where, and what they may do. */
export const SessionView = z.object({
  staffId: z.string(),
  name: z.string(),
  /** The roles at this desk; without a desk those of all territories. */
  roles: z.array(RoleName),
  grants: z.array(
    z.object({ territoryId: z.string(), role: RoleName, bodyId: z.string().nullable() }),
  ),
  desk: Place.nullable(),
  /** The page on which these roles begin. */
  home: z.string(),
  territories: z.array(Place),
  /** Filled when shifts are kept (issue of the rota). */
  shift: z.string().nullable(),
  locked: z.boolean(),
  /** Base 64 of 32 bytes: the key of the drafts on this machine. Not given at a locked desk. */
  draftKey: z.string().nullable(),
  now: instant,
})

export const UnlockBody = z.object({ password: z.string().min(1).max(1000) })
export const DeskBody = z.object({ territoryId: id<TerritoryId>().nullable() })
export const Done = z.object({ done: z.literal(true) })

const GrantView = z.object({
  id: z.string(),
  staffId: z.string(),
  territory: Place,
  role: RoleName,
  bodyId: z.string().nullable(),
  /** May this person end it? */
  can: z.object({ end: z.boolean() }),
})
export type GrantView = z.output<typeof GrantView>

const StaffView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isActive: z.boolean(),
  hasSignIn: z.boolean(),
  version: z.int(),
  home: Place,
  grants: z.array(GrantView),
  can: z.object({ change: z.boolean() }),
})
export type StaffView = z.output<typeof StaffView>

/** GET /api/staff: the people of the territories that this person administers. */
export const StaffList = z.object({
  staff: z.array(StaffView),
  /** Territories in which this person may add people and give grants. */
  territories: z.array(Place),
})

export const AddStaffBody = z.object({
  name: Name,
  email: z.email().max(200),
  territoryId: id<TerritoryId>(),
})
export const Added = z.object({ id: z.string() })

export const StaffParams = z.object({ id: id<StaffId>() })
export const ChangeStaffBody = z.object({
  version: z.int().min(1),
  name: Name.optional(),
  isActive: z.boolean().optional(),
})
export const Invited = z.object({ expiresInHours: z.int() })

export const GrantList = z.object({ grants: z.array(GrantView) })
export const GiveGrantBody = z.object({
  staffId: id<StaffId>(),
  territoryId: id<TerritoryId>(),
  role: RoleName,
  bodyId: id<BodyId>().nullable().default(null),
})
export const GrantParams = z.object({ id: z.uuid() })

/** GET /api/colleagues: to whom a file can be handed on. */
export const Colleagues = z.object({
  colleagues: z.array(
    z.object({
      staffId: z.string(),
      name: z.string(),
      territoryId: z.string(),
      roles: z.array(RoleName),
    }),
  ),
})

/** A refusal that is answered, not thrown: what it counted must stay written. */
export const Refused = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  requestId: z.string(),
})
