import './temporal.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#platform/web/styles/console.scss'
import { makeQueryClient } from '#platform/web/queries.ts'
import { shareSignals } from '#platform/web/signals.ts'
import { SlotsContext } from '#platform/web/slots-context.ts'
import { applyLook } from '#platform/web/theme.ts'
import { pages } from './pages.ts'
import { router } from './router.tsx'

applyLook()
shareSignals()
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
