import type { FastifyInstance } from 'fastify'
import { m } from '#platform/i18n/texts.ts'
import { html } from '#platform/server/html.ts'

type Operation = { operationId?: string; summary?: string; tags?: string[] }
type Document = { paths?: Record<string, Record<string, Operation>> }

/** `/api/openapi.json` for programs and `/api` to read it. */
export function registerApiPages(app: FastifyInstance): void {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/api', { schema: { hide: true } }, async (_request, reply) => {
    const page = html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${m.server_api_title()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><main class="page page-wide"><h1>${m.server_api_title()}</h1>
<p>${m.server_api_intro()} <a href="/api/openapi.json">/api/openapi.json</a></p>
<table><caption>${m.server_api_operations()}</caption>
<thead><tr><th scope="col">${m.server_api_operation()}</th><th scope="col">${m.server_api_what()}</th></tr></thead>
<tbody>${operations(app.swagger() as Document).map(
      (one) =>
        html`<tr><td><code>${one.method} ${one.path}</code></td><td>${one.summary}</td></tr>`,
    )}</tbody></table></main></body></html>`
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${page.text}`)
  })
}

function operations(document: Document) {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? '',
    })),
  )
}
