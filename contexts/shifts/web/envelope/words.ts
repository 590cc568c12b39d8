import { m } from '#platform/i18n/texts.ts'
import { momentText, phoneText } from '#platform/web/format.ts'
import type { EnvelopeContent } from '../../contract-envelope.ts'
import { roleName } from '../words.ts'
import type { Written, WrittenLine } from './written.ts'

type Person = EnvelopeContent['people'][number]
type Facility = EnvelopeContent['facilities'][number]

/** The envelope as it will be read without a server. */
export function writtenEnvelope(content: EnvelopeContent): Written {
  const { people, facilities, services, territory, sheets, at } = content
  const onCall = people.filter((one) => one.from !== null)
  const others = people.filter((one) => one.from === null)
  return {
    head: m.shifts_envelope_of({ territory }),
    made: momentText(at),
    parts: [
      { head: m.shifts_envelope_emergency(), lines: [line('112'), line('118')] },
      { head: m.shifts_envelope_on_call(), lines: onCall.map(personLine) },
      { head: m.shifts_envelope_others(), lines: others.map(personLine) },
      { head: m.shifts_envelope_facilities(), lines: facilities.map(facilityLine) },
      {
        head: m.shifts_envelope_services(),
        lines: services.map(({ name, phone }) => ({ ...line(phoneText(phone)), what: name })),
      },
    ].filter((part) => part.lines.length > 0),
    sheets: sheets.map((number) => m.shifts_sheet_head({ number, territory })),
  }
}

const line = (phone: string): WrittenLine => ({ what: phone, more: '', phones: [phone] })

function personLine({ name, role, level, phone, from, until }: Person): WrittenLine {
  const job = roleName(role)
  const turn =
    from === null || until === null
      ? ''
      : m.shifts_envelope_turn({
          from: momentText(from),
          until: momentText(until),
          level: level ?? 1,
        })
  return { what: name, more: [job, turn].filter(Boolean).join(' · '), phones: [phoneText(phone)] }
}

/** Where rooms are asked for by telephone there is nothing to count: silence is never a full house. */
function bedsText({ freeBeds, beds, declaredAt }: Facility): string {
  if (beds === null) return m.shifts_envelope_beds_asked()
  if (declaredAt === null) return m.shifts_envelope_beds_unsaid({ beds })
  return m.shifts_envelope_beds({ free: freeBeds, beds, moment: momentText(declaredAt) })
}

function facilityLine(one: Facility): WrittenLine {
  const said = bedsText(one)
  const phones = [...new Set([one.phone, one.headPhone])].filter((phone) => phone !== '')
  return { what: one.label, more: `${one.address} · ${said}`, phones: phones.map(phoneText) }
}
