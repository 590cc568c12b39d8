import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { onAnnounce } from '../announce.ts'
import { serverNowMs } from '../clock.ts'
import { timeText } from '../format.ts'
import { Button } from './button.tsx'
import { EmptyState } from './feedback.tsx'

/** Something just done, which may be taken back. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly atMs: number
  readonly undo: (() => void) | undefined
}

const SHOWN_MS = 8_000
const KEPT = 50

let all: readonly Toast[] = []
let shown: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

function changed(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function hide(id: number): void {
  shown = shown.filter((toast) => toast.id !== id)
  changed()
}

/**
 * Confirms what was done, for 8 s, and keeps it in the list of activities. Never for errors: those stay in the page. One
 * is shown: the next takes its place.
 */
export function toast(text: string, undo?: () => void): void {
  const made: Toast = { id: next, text, atMs: serverNowMs(), undo }
  next += 1
  all = [made, ...all].slice(0, KEPT)
  shown = [made]
  changed()
  setTimeout(() => hide(made.id), SHOWN_MS)
}

/**
 * The region where confirmations appear, below the page and never over it, and where polite announcements are read from.
 * One per page.
 */
export function Toaster(): ReactNode {
  const toasts = useSyncExternalStore(subscribe, () => shown)
  const [said, setSaid] = useState('')
  useEffect(() => onAnnounce(setSaid), [])
  return (
    <>
      <div className="visually-hidden" role="status">
        {said}
      </div>
      <div className="toaster no-print" role="status">
        {toasts.map((each) => (
          <div key={each.id} className="toast">
            <span>{each.text}</span>
            {each.undo === undefined ? null : (
              <Button
                kind="quiet"
                onPress={() => {
                  hide(each.id)
                  each.undo?.()
                }}
              >
                {m.web_undo()}
              </Button>
            )}
          </div>
        ))}
      </div>
    </>
  )
}

/** `Attività`: what this desk has done since the page was opened, newest first. */
export function ActivityList(): ReactNode {
  const toasts = useSyncExternalStore(subscribe, () => all)
  if (toasts.length === 0) return <EmptyState title={m.web_activity_empty()} />
  return (
    <ol className="plain-list activity">
      {toasts.map((each) => (
        <li key={each.id}>
          <span className="mono">{timeText(each.atMs)}</span> {each.text}
        </li>
      ))}
    </ol>
  )
}
