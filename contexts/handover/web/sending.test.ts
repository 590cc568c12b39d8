import { describe, expect, it } from 'vitest'
import type { HandoversReply } from '../contract.ts'
import {
  ANOTHER,
  beginning,
  bodyOf,
  goesAlong,
  leadsIn,
  OUTSIDE,
  paperLabel,
  unsaidIn,
  withProposal,
} from './sending.ts'

const SHEET = { id: 'a', kind: 'entry-sheet', number: 'SI-26-0001' } as const
const COPY = { id: 'b', kind: 'entry-sheet-redacted', number: 'SC-26-0001' } as const
const LAURA = { name: 'Laura Prova', mailbox: 'laura@ufficio.example' }

const A_HANDOVER: HandoversReply['handovers'][number] = {
  id: 'h',
  state: 'sent',
  officeName: 'Ufficio',
  phone: null,
  competence: 'residence-in-territory',
  sentAt: '2026-11-22T10:00:00Z',
  sentBy: 'Prova',
  recipient: null,
  documents: [],
  chased: [],
  next: null,
  calls: [],
  letters: [],
  isUndelivered: false,
  isStuck: false,
  answer: null,
  leads: true,
  can: { answer: true, giveUp: false },
}

function aReply(over: Partial<HandoversReply> = {}): HandoversReply {
  return {
    handovers: [],
    competence: {
      reason: 'residence-in-territory',
      officeKey: 'ufficio',
      municipality: 'Comune di prova',
    },
    proposed: 'ufficio',
    givenBack: null,
    offices: [
      {
        key: 'ufficio',
        name: 'Ufficio',
        phone: '',
        isOpen: true,
        desk: null,
        nextSwitchAt: null,
        people: [LAURA],
      },
    ],
    documents: [SHEET, COPY],
    known: {},
    isProtected: false,
    can: { send: true },
    missing: null,
    ...over,
  }
}

describe('the form of a handover', () => {
  it('takes every paper along until somebody unticks it, but not the copy for a patrol', () => {
    const reply = aReply()
    const form = beginning(reply)
    expect(bodyOf(form, reply).documentIds).toEqual(['a'])
    // A paper issued while the form is open goes along too.
    const more = { ...reply, documents: [...reply.documents, { ...SHEET, id: 'c' }] }
    expect(bodyOf(form, more).documentIds).toEqual(['a', 'c'])
    const changed = { ...form, papers: { a: false, b: true } }
    expect(bodyOf(changed, reply).documentIds).toEqual(['b'])
    expect(goesAlong(changed, reply, SHEET)).toBe(false)
  })

  it('takes no paper of a protected file along until somebody ticks it, and says what it tells', () => {
    const reply = aReply({ isProtected: true })
    const form = beginning(reply)
    expect(bodyOf(form, reply).documentIds).toEqual([])
    expect(bodyOf({ ...form, papers: { a: true } }, reply).documentIds).toEqual(['a'])
    expect(paperLabel(SHEET, true)).toContain('dice dove sono')
    expect(paperLabel(SHEET, false)).not.toContain('dice dove sono')
  })

  it('begins with what was written for the office that gave it back, and with another office', () => {
    const words = { promised: 'una visita domani' }
    const back = aReply({
      proposed: 'altro',
      givenBack: { officeName: 'Ufficio', isPart: false, name: '', reason: 'non nostro', words },
    })
    expect(beginning(back)).toMatchObject({ office: 'altro', words })
    expect(bodyOf(beginning(back), back).words).toEqual(words)
  })

  it('says which lines of page one nobody has said yet', () => {
    const reply = aReply({ known: { whoPays: 'Il Comune', safeContact: ' ' } })
    const form = { ...beginning(reply), words: { promised: 'una visita', whoKnows: ' ' } }
    expect(unsaidIn(form, reply)).toEqual([
      ...['whereNow', 'expiresToday', 'safeContact', 'whoKnows', 'mustNotKnow', 'belongings'],
      'answersUntil',
    ])
  })

  it('names whom the list of the office knows; by hand only somebody else', () => {
    const reply = aReply()
    const form = beginning(reply)
    expect(bodyOf(form, reply).recipient).toBeNull()
    const chosen = bodyOf({ ...form, person: LAURA.mailbox }, reply).recipient
    expect(chosen).toMatchObject(LAURA)
    const other = { ...form, person: ANOTHER, name: 'Rina Altra', mailbox: ' rina@altro.example ' }
    expect(bodyOf(other, reply).recipient).toMatchObject({
      name: 'Rina Altra',
      mailbox: 'rina@altro.example',
    })
  })

  it('takes the office that is proposed later, when the residence is written while it is open', () => {
    const opened = beginning(aReply({ proposed: null }))
    expect(opened.office).toBe('')
    const now = aReply()
    expect(withProposal(opened, now).office).toBe('ufficio')
    expect(withProposal({ ...opened, office: 'altro' }, now).office).toBe('altro')
  })

  it('a second service stands beside the one that leads, until somebody says that it leads', () => {
    const reply = aReply()
    expect(bodyOf(beginning(reply), reply).leads).toBe(true)
    const first = { ...A_HANDOVER, state: 'accepted', leads: true } as const
    const joint = aReply({ handovers: [first] })
    expect(bodyOf(beginning(joint), joint).leads).toBe(false)
    expect(leadsIn({ ...beginning(joint), leads: true }, joint)).toBe(true)
    const gone = aReply({ handovers: [{ ...first, state: 'returned' }] })
    expect(bodyOf(beginning(gone), gone).leads).toBe(true)
  })

  it('who lives elsewhere goes to a service outside', () => {
    const reply = aReply({
      proposed: null,
      competence: { reason: 'residence-elsewhere', officeKey: null, municipality: 'Altrove' },
    })
    expect(beginning(reply).office).toBe(OUTSIDE)
  })
})
