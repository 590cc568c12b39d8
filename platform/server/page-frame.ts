import { m } from '#platform/i18n/texts.ts'
import { type Html, html } from './html.ts'

/** A page for somebody without a sign-in: the service's name, one heading, then what it is about. */
export function framed(title: string, content: Html): Html {
  return html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title} · ${m.server_service()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><header class="it-header-slim-wrapper"><span>${m.server_service()}</span></header>
<main class="page-main" id="contenuto"><h1>${title}</h1>
${content}</main></body></html>`
}
