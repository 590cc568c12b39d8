import { m } from '#platform/i18n/texts.ts'
import { type Html, html } from '#platform/server/html.ts'

/** A page without sign-in: a heading, a sentence, and what is to be pressed. */
export function frame(title: string, text: string, more?: Html): Html {
  return html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${m.paging_service()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><header class="it-header-slim-wrapper"><span>${m.paging_service()}</span></header>
<main class="page-main"><h1>${title}</h1><p>${text}</p>
${more ?? null}</main></body></html>`
}
