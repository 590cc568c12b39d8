import { type QueryClient, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { LiveMessage } from '#platform/web/live/messages.ts'
import { FILES_TOPIC, useFileReading } from '#platform/web/live/use-file-reading.ts'
import { useLiveBoard, useLiveMessages } from '#platform/web/live/use-live.ts'
import { leaveUnsaid } from '#platform/web/live/use-presence.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useWrite } from '#platform/web/queries.ts'
import { BoardReply, BoardRow, InterventionView, RowReply } from '../contract.ts'
import { rememberLeft } from './left-files.ts'

const BOARD_KEY = ['interventions', 'board']

/** The open files that this person's board shows, followed live. */
export function useBoard() {
  return useLiveBoard({
    key: BOARD_KEY,
    path: '/api/board',
    reply: BoardReply,
    row: BoardRow,
    topic: FILES_TOPIC,
  })
}

/** Whether who looks may read this file of their board; of one that is not there, nothing is known to forbid it. */
export function useMayOpen(id: string | undefined): boolean {
  const row = useBoard().board?.rows.find((one) => one.id === id)
  return row === undefined || row.can.open
}

const OUTINGS_KEY = ['interventions', 'outings']

/** The open files that are this person's own, for who has no board; followed live. */
export function useOutings() {
  return useLiveBoard({
    key: OUTINGS_KEY,
    path: '/api/outings',
    reply: BoardReply,
    row: BoardRow,
    topic: FILES_TOPIC,
  })
}

const fileKey = (id: string) => ['interventions', 'file', id]

/** One file with its timeline; read again when the stream says that it moved, forgotten when it comes masked. */
export function useFile(id: string, when = true) {
  const client = useQueryClient()
  const hear = useCallback(
    (message: LiveMessage) => {
      if (message.kind !== 'rows' || message.topic !== FILES_TOPIC) return
      for (const one of message.upserts) {
        const row = BoardRow.safeParse(one).data
        if (row?.id === id) maskFile(client, row)
      }
    },
    [client, id],
  )
  useLiveMessages(hear)
  return useFileReading(id, {
    key: fileKey(id),
    path: `/api/interventions/${id}`,
    reply: InterventionView,
    when,
  })
}

/**
 * Puts the row that a command answered on the board, without waiting for the stream. Gives back what is true now: the
 * stream may have brought a colleague's later command first, and that one stays.
 */
function putRow(client: QueryClient, row: BoardRow): BoardRow {
  const later = client
    .getQueryData<BoardReply>(BOARD_KEY)
    ?.rows.find((each) => each.id === row.id && each.version > row.version)
  if (later !== undefined) return later
  maskFile(client, row)
  client.setQueryData<BoardReply>(BOARD_KEY, (held) => {
    if (held === undefined) return held
    const others = held.rows.filter((each) => each.id !== row.id)
    return { ...held, rows: row.state === 'closed' ? others : [...others, row] }
  })
  if (!row.isMasked) void client.invalidateQueries({ queryKey: fileKey(row.id) })
  return row
}

/** What was read of a file that this person may no longer read is forgotten, without asking for it again. */
function maskFile(client: QueryClient, row: BoardRow): void {
  if (!row.isMasked) return
  leaveUnsaid(row.id)
  void client.cancelQueries({ queryKey: fileKey(row.id) })
  client.setQueryData<InterventionView>(
    fileKey(row.id),
    (held) =>
      held && {
        ...held,
        row,
        sheet: null,
        proposal: null,
        timeline: [],
        before: null,
        colleagues: [],
        givenBack: null,
        closing: null,
      },
  )
}

/** A command on one file: what it answers is at once on the board and in the file. */
export function useCommand<I>(given: {
  readonly id: string
  readonly verb: string
  readonly done?: (row: BoardRow, input: I) => void
  readonly failed?: (problem: ApiProblem, input: I) => void
}): UseMutationResult<RowReply, ApiProblem, I> {
  const client = useQueryClient()
  const { id, verb, done, failed } = given
  return useWrite<I, typeof RowReply>({
    method: 'POST',
    path: `/api/interventions/${id}/${verb}`,
    body: (input) => input ?? {},
    reply: RowReply,
    done: ({ row }, input) => {
      rememberLeft(row, verb)
      done?.(putRow(client, row), input)
    },
    failed: (problem, input) => {
      // Somebody was quicker: show what is now true beside the reason.
      if (problem.status === 409) void client.invalidateQueries({ queryKey: ['interventions'] })
      failed?.(problem, input)
    },
  })
}
