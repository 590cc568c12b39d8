import { expect, test } from 'vitest'
import { noticeIn } from '#platform/web/notices/words.ts'
import { noticeOf } from './notice.ts'

const words = { title: 'Pronto intervento sociale', text: 'Una chiamata urgente', tag: 'una' }

test('what the server tells a device is what its script reads', () => {
  const told = { ...words, link: '/r/abc', arrived: 'ricevuta', shown: 'vista' }
  expect(noticeIn(noticeOf(told))).toEqual(told)
  expect(noticeIn(noticeOf({ ...told, shown: null }))).toEqual({ ...told, shown: undefined })
})
