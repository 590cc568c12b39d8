import { useCallback, useState } from 'react'
import type { Health, LiveMessage } from './messages.ts'
import { useLiveMessages } from './use-live.ts'

const WELL: Health = { late: false, stillSince: null, callsNobody: false, still: [] }

/** How the server says that it stands; well until it has said anything. */
export function useHealth(): Health {
  const [health, setHealth] = useState(WELL)
  useLiveMessages(
    useCallback((message: LiveMessage) => {
      if (message.kind === 'health') setHealth(message)
    }, []),
  )
  return health
}
