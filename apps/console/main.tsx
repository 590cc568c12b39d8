import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#platform/web/styles/console.scss'
import { makeQueryClient } from '#platform/web/queries.ts'
import { shareSignals } from '#platform/web/signals.ts'
import { SlotsContext } from '#platform/web/slots-context.ts'
import { applyLook } from '#platform/web/theme.ts'

// Browsers without Temporal load it before anything reads an instant.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
applyLook()
shareSignals()
const { router } = await import('./router.tsx')
const { pages } = await import('./pages.ts')
const app = document.querySelector('#app')
if (app === null) throw new Error('The page has no #app')
createRoot(app).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <SlotsContext value={pages}>
        <RouterProvider router={router} />
      </SlotsContext>
    </QueryClientProvider>
  </StrictMode>,
)
