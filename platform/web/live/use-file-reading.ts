import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type * as z from 'zod'
import type { ApiProblem } from '../problem.ts'
import { type Reading, useRead } from '../queries.ts'
import type { LiveMessage } from './messages.ts'
import { readAnew, useLiveMessages } from './use-live.ts'
import { isLeft } from './use-presence.ts'

/** The topic under which the stream tells that a file moved, whichever room moved it. */
export const FILES_TOPIC = 'board'

/** Reads what a room keeps about one file, again whenever the stream says that the file moved. */
export function useFileReading<S extends z.ZodType>(
  fileId: string,
  reading: Reading<S>,
): UseQueryResult<z.output<S>, ApiProblem> {
  const client = useQueryClient()
  const name = JSON.stringify(reading.key)
  const hear = useCallback(
    (message: LiveMessage) => {
      const again = (): void => readAnew(client, JSON.parse(name) as readonly unknown[])
      if (concerns(message, fileId)) again()
      else if (isGone(message, fileId)) setTimeout(() => isLeft(fileId) || again(), OWN_REPLY_MS)
    },
    [client, fileId, name],
  )
  useLiveMessages(hear)
  return useRead({ ...reading, isLive: true })
}

/** One's own command answers within this time: of a file that it gave away nothing is asked any more. */
const OWN_REPLY_MS = 1_000

function isGone(message: LiveMessage, fileId: string): boolean {
  return message.kind === 'rows' && message.topic === FILES_TOPIC && message.gone.includes(fileId)
}

/** True when a message changed what is shown of this file. */
function concerns(message: LiveMessage, fileId: string): boolean {
  if (message.kind === 'reset' || message.kind === 'hello') return true
  if (message.kind !== 'rows' || message.topic !== FILES_TOPIC) return false
  return message.upserts.some(
    (row) =>
      typeof row === 'object' && row !== null && 'id' in row && row.id === fileId && reads(row),
  )
}

/** Of a row that comes masked nothing more can be read: asking would only be refused. */
function reads(row: object): boolean {
  return !('isMasked' in row && row.isMasked === true)
}
