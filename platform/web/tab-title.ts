import { useEffect } from 'react'

/** The title of the tab: `(2) Emergenza · Sala`. Never a name or a place: tabs are seen by who passes. */
export function useTabTitle(title: string, waiting = 0): void {
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${title} · Approdo`
  }, [title, waiting])
}
