import { type ReactNode, useEffect } from 'react'
import { endOfOthers } from '#platform/web/notices/device.ts'
import { useSession } from '#platform/web/session.ts'

/** A desk that many share: who sits down ends the notices of whoever left without signing out. Shows nothing. */
export function NoticesOfOthers(): ReactNode {
  const staffId = useSession().data?.staffId
  useEffect(() => {
    if (staffId !== undefined) void endOfOthers(staffId)
  }, [staffId])
  return null
}
