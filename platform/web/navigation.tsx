import { useRouter, useRouterState } from '@tanstack/react-router'
import { type MouseEvent, type ReactNode, useCallback } from 'react'
import { names } from './ui/class-names.ts'

/** Goes to an address of the console: `/interventi/…?scheda=persone`. */
export function useGo(): (address: string) => void {
  const { history } = useRouter()
  return useCallback((address) => history.push(address), [history])
}

/** Puts another address in the place of this one, so that a reload comes back here; no step to go back. */
export function useReplace(): (address: string) => void {
  const { history } = useRouter()
  return useCallback((address) => history.replace(address), [history])
}

/** The path of the page shown, without its query. */
export function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname })
}

/** A link inside the console. A real link: middle click, copy and a new window work. */
export function PageLink(props: {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly current?: boolean
  /** Called when the link was followed in this window. */
  readonly onGone?: () => void
}): ReactNode {
  const go = useGo()
  const onClick = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return
    event.preventDefault()
    go(props.to)
    props.onGone?.()
  }
  return (
    <a
      href={props.to}
      className={names(props.className)}
      aria-current={props.current === true ? 'page' : undefined}
      onClick={onClick}
    >
      {props.children}
    </a>
  )
}
