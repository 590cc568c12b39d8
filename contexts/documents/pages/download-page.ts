import { SignedOutError } from '#platform/server/errors.ts'
import type { Page } from '#platform/server/page.ts'
import type { Route } from '#platform/server/route.ts'
import { serve } from '#platform/server/serve.ts'
import { OpenedReply } from '../contract.ts'
import type { DocumentNeeds } from '../papers.ts'
import { openRoute } from '../routes.ts'

/** `/documenti/:id/:documentId`: the document itself. */
export function downloadPage(needs: DocumentNeeds): Page {
  return pdfPage('/documenti/:id/:documentId', openRoute(needs))
}

/** Hands a browser the document that a route answers (`OpenedReply`), through the same door as every other reading. */
export function pdfPage(path: string, route: Route): Page {
  return {
    path,
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
        // The opening is an entry of the log, which somebody has to seal.
        tools.afterCommit()
        const { name, pdf } = OpenedReply.parse(body)
        return { file: { name, type: 'application/pdf', bytes: Buffer.from(pdf, 'base64') } }
      } catch (error) {
        if (error instanceof SignedOutError) return { redirect: '/accedi' }
        throw error
      }
    },
  }
}
