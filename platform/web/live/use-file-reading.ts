import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type * as z from 'zod'
import type { ApiProblem } from '../problem.ts'
import { type Reading, useRead } from '../queries.ts'
import type { LiveMessage } from './messages.ts'
import { readAnew, useLiveMessages } from './use-live.ts'

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
      if (concerns(message, fileId)) readAnew(client, JSON.parse(name) as readonly unknown[])
    },
    [client, fileId, name],
  )
  useLiveMessages(hear)
  return useRead({ ...reading, isLive: true })
}

/** True when a message may have changed what is shown of this file. */
export function concerns(message: LiveMessage, fileId: string): boolean {
  if (message.kind === 'reset' || message.kind === 'hello') return true
  if (message.kind !== 'rows' || message.topic !== FILES_TOPIC) return false
  const changed = message.upserts.some(
    (row) => typeof row === 'object' && row !== null && 'id' in row && row.id === fileId,
  )
  return changed || message.gone.includes(fileId)
}
