import type { Route } from '#platform/server/route.ts'
import { grantRoutes } from './grant-routes.ts'
import type { AccessNeeds } from './needs.ts'
import { sessionRoutes } from './session-routes.ts'
import { staffRoutes } from './staff-routes.ts'

/** All routes of this room, with what it needs from above. */
export function accessRoutes(needs: AccessNeeds): readonly Route[] {
  return [...sessionRoutes(needs), ...staffRoutes(needs), ...grantRoutes(needs)]
}
