import type { DocumentNeeds } from '#contexts/documents/public.ts'
import { SignedOutError } from '#platform/server/errors.ts'
import type { Page } from '#platform/server/page.ts'
import { serve } from '#platform/server/serve.ts'
import { PaperReply } from '../contract.ts'
import { paperRoute } from '../routes-received.ts'

/** `/ricevuti/:id/:documentId`: a paper for a service that is signed in, through the door of every other reading. */
export function receivedPaperPage(documents: DocumentNeeds): Page {
  const route = paperRoute(documents)
  return {
    path: '/ricevuti/:id/:documentId',
    async get({ tools, session, params, request }) {
      try {
        const { body } = await serve(tools, route, {
          params,
          query: {},
          body: undefined,
          session,
          idempotencyKey: undefined,
          facts: request,
        })
        tools.afterCommit()
        const { name, pdf } = PaperReply.parse(body)
        return { file: { name, type: 'application/pdf', bytes: Buffer.from(pdf, 'base64') } }
      } catch (error) {
        if (error instanceof SignedOutError) return { redirect: '/accedi' }
        throw error
      }
    },
  }
}
