import { m } from '#platform/i18n/texts.ts'
import { html } from './html.ts'
import type { Problem } from './problem.ts'

/** The page that a person sees when something went wrong: what happened and where to go on. */
export function problemPage(problem: Problem): string {
  const page = html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${m.server_problem_title()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><header class="it-header-slim-wrapper"><span>${m.server_service()}</span></header>
<main class="page-main"><h1>${m.server_problem_title()}</h1><p>${problem.title}</p>
<p><a href="/">${m.server_problem_back()}</a></p>
<p>${m.server_problem_request({ id: problem.requestId })}</p></main></body></html>`
  return `<!doctype html>${page.text}`
}
