import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SECRETS } from '#contexts/documents/testing/facts.ts'
import { changeHead } from '#contexts/interventions/commands.ts'
import { aHead } from '#contexts/interventions/testing/room.ts'
import { endLinks } from '#platform/server/link.ts'
import type { PageInput } from '#platform/server/page.ts'
import { lettersOf } from '../letter-store.ts'
import type { Handover } from '../model.ts'
import { LINK_KIND } from '../store.ts'
import { type HandoverRoom, MAILBOX, openHandoverRoom } from '../testing/handover-room.ts'
import { answerPage, paperPage } from './answer-page.ts'

let house: HandoverRoom

beforeAll(async () => {
  house = await openHandoverRoom()
})
afterAll(() => house.close())

function pageInput(token: string, form: Record<string, string> = {}): PageInput {
  return {
    tools: { ...house.room.one, clock: house.room.clock, afterCommit: () => undefined } as never,
    session: undefined,
    params: { token },
    query: {},
    form,
    request: { id: 'x', cookies: {}, peer: 'x', userAgent: 'x' },
  }
}

async function tokenOf(sent: Handover): Promise<string> {
  const text = (await house.mailsAbout(sent))[0]?.text ?? ''
  return /\/p\/([\w-]{43})/u.exec(text)?.[1] ?? ''
}

async function opened(sent: Handover) {
  return await house.room.as(house.worker, (tx) =>
    tx
      .selectFrom('platform.event')
      .select(['type', 'actor', 'data'])
      .where('intervention_id', '=', sent.interventionId)
      .where('type', 'in', ['HandoverPageOpened', 'HandoverPaperOpened'])
      .orderBy('recorded_at')
      .execute(),
  )
}

describe('the page by link', () => {
  it('each opening is on the log with whose letter it was, never its token; it receives nothing', async () => {
    const sent = await house.send(await house.room.open(house.worker))
    const token = await tokenOf(sent)
    await answerPage().get(pageInput(token))
    // A browser and a scanner that come back within minutes are one reading.
    await answerPage().get(pageInput(token))
    const documentId = sent.documents[0] ?? ''
    const paper = { ...pageInput(token), params: { token, documentId } }
    await paperPage(house.needs).get(paper)
    const entries = await opened(sent)
    const [letter] = await house.room.as(house.worker, (tx) => lettersOf(tx, [sent.id]))
    const data = { handoverId: sent.id, letterId: letter?.id }
    expect(entries).toEqual([
      { type: 'HandoverPageOpened', actor: 'guest', data },
      { type: 'HandoverPaperOpened', actor: 'guest', data: { ...data, documentId } },
    ])
    expect(JSON.stringify(entries)).not.toContain(token)
    expect(letter).toMatchObject({ to: MAILBOX, openedAt: house.room.clock.now() })
    expect(await house.stateOf(sent.id)).toBe('sent')
  })

  it('shows page one, changes nothing when it is opened, acts when it is sent', async () => {
    const file = await house.room.open(house.worker)
    const sent = await house.send(file)
    const token = await tokenOf(sent)
    const page = answerPage()
    const shown = await page.get(pageInput(token))
    expect('html' in shown && shown.html.text).toContain(SECRETS.facility)
    expect(await house.stateOf(sent.id)).toBe('sent')
    const nameless = await page.post?.(pageInput(token, { kind: 'accepted' }))
    expect(nameless).toMatchObject({ status: 400 })
    // What was refused is said at its field, on which the page opens.
    const refused = nameless && 'html' in nameless ? nameless.html.text : ''
    expect(refused).toMatch(/id="name"[^>]*aria-invalid="true"[^>]*autofocus/u)
    expect(refused).toContain('<span id="name-error" class="field-error">')
    expect(refused).not.toMatch(/id="reason"[^>]*aria-invalid/u)
    expect(await house.stateOf(sent.id)).toBe('sent')
    await page.post?.(pageInput(token, { kind: 'received' }))
    expect(await house.stateOf(sent.id)).toBe('received')
    await page.post?.(pageInput(token, { kind: 'accepted', name: 'Laura Prova', role: 'a.s.' }))
    expect(await house.stateOf(sent.id)).toBe('accepted')
    // Whoever took it on goes on reading it, with the papers and whom to call, and is asked nothing more.
    const over = await page.get(pageInput(token))
    const text = 'html' in over ? over.html.text : ''
    expect(text).toContain(SECRETS.facility)
    expect(text).toContain('accettato dal servizio')
    expect(text).toMatch(/href="tel:\+?[\d ]+"/u)
    expect(text).not.toContain('<form')
    const paper = { ...pageInput(token), params: { token, documentId: sent.documents[0] ?? '' } }
    expect(await paperPage(house.needs).get(paper)).toMatchObject({
      file: { type: 'application/pdf' },
    })
    // Until the term of the link: then it says what was answered, and opens nothing.
    const start = house.room.clock.now()
    try {
      house.room.clock.advance({ hours: 24 * 400 })
      const late = await page.get(pageInput(token))
      expect('html' in late && late.html.text).toContain('accettato dal servizio')
      expect('html' in late && late.html.text).not.toContain(SECRETS.facility)
      expect(await paperPage(house.needs).get(paper)).toMatchObject({ status: 410 })
    } finally {
      house.room.clock.moveTo(start)
    }
  })

  it('who gave it back, and who is shut out by a protection, reads it no more', async () => {
    const cases: readonly ((sent: Handover, token: string) => Promise<unknown>)[] = [
      async (_sent, token) =>
        await answerPage().post?.(
          pageInput(token, { kind: 'returned', name: 'Laura Prova', reason: 'non nostro' }),
        ),
      async (sent, token) => {
        await answerPage().post?.(pageInput(token, { kind: 'accepted', name: 'Laura Prova' }))
        await house.room.as(house.worker, (tx) =>
          changeHead(tx, sent.interventionId, aHead({ isProtected: true })),
        )
      },
    ]
    for (const end of cases) {
      const sent = await house.send(await house.room.open(house.worker))
      const token = await tokenOf(sent)
      await end(sent, token)
      const over = await answerPage().get(pageInput(token))
      expect('html' in over && over.html.text).not.toContain(SECRETS.facility)
      const paper = { ...pageInput(token), params: { token, documentId: sent.documents[0] ?? '' } }
      expect(await paperPage(house.needs).get(paper)).toMatchObject({ status: 410 })
    }
  })

  it('hands over the papers that went with it and no others', async () => {
    const file = await house.room.open(house.worker)
    const sent = await house.send(file)
    const token = await tokenOf(sent)
    const open = (documentId: string) =>
      paperPage(house.needs).get({ ...pageInput(token), params: { token, documentId } })
    expect(await open(sent.documents[0] ?? '')).toMatchObject({ file: { type: 'application/pdf' } })
    expect(await open(crypto.randomUUID())).toMatchObject({ status: 410 })
    expect(await answerPage().get(pageInput('x'.repeat(43)))).toMatchObject({ status: 410 })
  })

  it('a link that is too old or was ended opens nothing and settles nothing', async () => {
    const sent = await house.send(await house.room.open(house.worker))
    const token = await tokenOf(sent)
    const start = house.room.clock.now()
    const documentId = sent.documents[0] ?? ''
    const refused = async () => {
      const form = { kind: 'accepted', name: 'Chiunque', role: '' }
      const paper = { ...pageInput(token), params: { token, documentId } }
      expect(await answerPage().get(pageInput(token))).toMatchObject({ status: 410 })
      expect(await answerPage().post?.(pageInput(token, form))).toMatchObject({ status: 410 })
      expect(await paperPage(house.needs).get(paper)).toMatchObject({ status: 410 })
      expect(await house.stateOf(sent.id)).toBe('sent')
    }
    try {
      house.room.clock.advance({ hours: 24 * 400 })
      await refused()
    } finally {
      house.room.clock.moveTo(start)
    }
    await house.room.as(house.worker, (tx) => endLinks(tx, LINK_KIND, sent.id))
    await refused()
  })
})
