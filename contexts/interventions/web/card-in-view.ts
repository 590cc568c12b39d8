import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { onAct } from '#platform/web/acts.ts'
import { machineNow } from '#platform/web/clock.ts'

/** What follows from a command is shown within this time; what changes later is somebody else's doing. */
const RECENT_MS = 5_000

/** The hand of who works at the card of a file. */
export type Hand = {
  /** Something was typed or chosen in the card since the last command: what stands there stays. */
  readonly isTyping: boolean
  readonly onInput: () => void
  /** Goes on, or back, without a command. */
  readonly goes: () => void
  /** When a command was last done, in milliseconds of this page. */
  readonly acted: RefObject<number>
}

/** Follows the hand in the card. Step by step, a form that a command closed leaves the eye on the card, not below it. */
export function useHand(inCard: RefObject<HTMLElement | null>, isGuided: boolean): Hand {
  const [isTyping, setTyping] = useState(false)
  const acted = useRef(Number.NEGATIVE_INFINITY)
  const goes = useCallback(() => {
    acted.current = machineNow()
    setTyping(false)
  }, [])
  useEffect(
    () =>
      onAct(() => {
        if (isElsewhere(cardOf(inCard))) acted.current = machineNow()
        else goes()
        if (isGuided) whenFocusIsLost(() => bring(cardOf(inCard)))
      }),
    [inCard, isGuided, goes],
  )
  return { isTyping, onInput: useCallback(() => setTyping(true), []), goes, acted }
}

/**
 * Brings the card into view, and the focus to its heading, when a command of this window changed what it shows. What a
 * colleague saves moves nothing, and neither is anybody taken away from words they write elsewhere.
 */
export function useCardInView(
  inCard: RefObject<HTMLElement | null>,
  acted: RefObject<number>,
  shown: string,
): void {
  const before = useRef(shown)
  /** When it last changed without a command that was done: maybe by one whose answer is slower than the stream. */
  const moved = useRef(Number.NEGATIVE_INFINITY)
  const look = useCallback(() => {
    moved.current = Number.NEGATIVE_INFINITY
    afterPaint(() =>
      whenClosed(() => {
        const card = cardOf(inCard)
        if (!isWriting(document.activeElement) || !isElsewhere(card)) bring(card)
      }),
    )
  }, [inCard])
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    if (machineNow() - acted.current > RECENT_MS) moved.current = machineNow()
    else look()
  }, [acted, shown, look])
  useEffect(
    () =>
      onAct((sentMs) => {
        if (moved.current >= sentMs) look()
      }),
    [look],
  )
}

/** What a command closes may go some frames later, when its reply has been read: until then the focus is watched. */
const CLOSING_MS = 1_500

/** Does it once the element in focus has gone; not after the next press, which says itself where to be. */
function whenFocusIsLost(then: () => void): void {
  const until = machineNow() + CLOSING_MS
  const pressed = new AbortController()
  const stop = (): void => pressed.abort()
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(kind, stop, { signal: pressed.signal, capture: true })
  const look = (): void => {
    if (pressed.signal.aborted) return
    const isLost = document.activeElement === document.body
    if (isLost) then()
    if (isLost || machineNow() > until) stop()
    else requestAnimationFrame(look)
  }
  afterPaint(look)
}

/**
 * Does it once no dialog is open: under one that a command is closing, on a busy machine, nothing takes the focus, and it gives
 * the focus back to where it came from. One that stays open is somebody's next step: then not at all.
 */
function whenClosed(then: () => void): void {
  const until = machineNow() + CLOSING_MS
  const look = (): void => {
    if (document.querySelector('dialog[open]') === null) then()
    else if (machineNow() <= until) requestAnimationFrame(look)
  }
  look()
}

/** Two frames later: what closes has given its focus back. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then))
}

function cardOf(inCard: RefObject<HTMLElement | null>): HTMLElement | null {
  return inCard.current?.closest('section') ?? null
}

/** True when the focus is on something that is neither in the card, nor in a dialog opened over it. */
function isElsewhere(card: HTMLElement | null): boolean {
  const at = document.activeElement
  if (at === null || at === document.body || card?.contains(at) === true) return false
  return at.closest('[role=dialog], [role=alertdialog]') === null
}

const WORDS = 'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])'

function isWriting(at: Element | null): boolean {
  return at?.matches(WORDS) === true
}

const MARGIN = 12

function bring(card: HTMLElement | null): void {
  if (card === null) return
  const { height, bottom } = headOver(card)
  const { top } = card.getBoundingClientRect()
  card.style.scrollMarginTop = `${MARGIN + height}px`
  // At once, without a movement: what is loading below would carry a slow one elsewhere.
  const from = Math.max(bottom, viewTop(card))
  if (top < from || top > innerHeight / 2) card.scrollIntoView({ block: 'start' })
  card.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true })
}

/** Where what scrolls the card begins: above it, under strips and bands, nothing is seen. */
function viewTop(card: HTMLElement): number {
  let at = card.parentElement
  while (at !== null && !/auto|scroll/u.test(getComputedStyle(at).overflowY)) at = at.parentElement
  return Math.max(at?.getBoundingClientRect().top ?? 0, 0)
}

/** The head of the file, where it stays in view over what is scrolled to the top. */
function headOver(card: HTMLElement): { readonly height: number; readonly bottom: number } {
  const head = card.parentElement?.querySelector('header')
  const isOver = head ? getComputedStyle(head).position === 'sticky' : false
  return head && isOver ? head.getBoundingClientRect() : { height: 0, bottom: 0 }
}
