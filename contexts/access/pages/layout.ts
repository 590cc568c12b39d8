import { m } from '#platform/i18n/texts.ts'
import { type Html, html } from '#platform/server/html.ts'

/** A page of this room: the service's name, one heading, what is wrong first. */
export function pageOf(title: string, content: Html): Html {
  return html`<html lang="it"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${m.access_service()}</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><a class="skip-link" href="#contenuto">${m.access_skip()}</a>
<header class="it-header-slim-wrapper"><span>${m.access_service()}</span></header>
<main class="page-main" id="contenuto"><h1>${title}</h1>
${content}</main></body></html>`
}

/** One field that is wrong, or the whole form when `field` is absent. */
export type PageError = { readonly field?: string; readonly text: string }

/** What is wrong, announced, each line leading to its field. */
export function errorBox(errors: readonly PageError[]): Html | null {
  if (errors.length === 0) return null
  const [first] = errors
  const title = first && errors.length === 1 && !first.field ? first.text : m.access_errors()
  const lines = errors
    .filter((error) => error.text !== title)
    .map(({ field, text }) =>
      field ? html`<li><a href="#${field}">${text}</a></li>` : html`<li>${text}</li>`,
    )
  return html`<div class="callout callout-danger" role="alert"><div class="callout-body">
<p class="callout-title">${title}</p>${lines.length > 0 ? html`<ul>${lines}</ul>` : null}</div></div>`
}

/** A labelled input, with its hint and its error tied to it. */
export function field(given: {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'email' | 'password'
  readonly autocomplete: string
  readonly hint?: string
  readonly value?: string
  readonly errors: readonly PageError[]
  readonly code?: boolean
  readonly focus?: boolean
}): Html {
  const error = given.errors.find((one) => one.field === given.name)
  const described = [
    given.hint ? `${given.name}-hint` : '',
    error ? `${given.name}-error` : '',
  ].filter(Boolean)
  return html`<div class="field ${error ? 'field-wrong' : ''}">
<label class="field-label" for="${given.name}">${given.label}</label>
${given.hint ? html`<span class="field-hint" id="${given.name}-hint">${given.hint}</span>` : null}
${error ? html`<span class="field-error" id="${given.name}-error">${error.text}</span>` : null}
<input class="input ${given.code ? 'mono' : ''}" id="${given.name}" name="${given.name}" type="${given.type}"
 autocomplete="${given.autocomplete}" value="${given.value ?? ''}" required
${given.code ? html` inputmode="numeric" maxlength="7" spellcheck="false"` : null}
${described.length > 0 ? html` aria-describedby="${described.join(' ')}"` : null}
${error ? html` aria-invalid="true"` : null}${given.focus ? html` autofocus` : null}></div>`
}

/** How long to wait, in words. */
export function waitText(seconds: number): string {
  return m.access_wait({ minutes: Math.ceil(seconds / 60) })
}
