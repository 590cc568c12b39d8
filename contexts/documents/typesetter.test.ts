import { expect, it } from 'vitest'
import { textOf } from '#platform/i18n/texts.ts'
import { openTypesetter } from './typesetter.ts'

it('where no compiler is served documents are refused in words', async () => {
  const none = openTypesetter(['@myriaddreamin/typst-ts-node-compiler-nowhere'])
  expect(none.isAvailable).toBe(false)
  await expect(none.typeset('report', {})).rejects.toMatchObject({ code: 'documents-unavailable' })
  expect(textOf('problem_documents_unavailable')).toMatch(/documenti/u)
})
