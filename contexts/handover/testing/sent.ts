import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant, plusMinutes } from '#platform/kernel/time.ts'
import type { Handover, HandoverEvent } from '../model.ts'
import { evolve } from '../model-evolve.ts'

export const SENT = instant('2026-11-23T07:00:00Z')
export const BY = '00000000-0000-7000-8011-000000000001' as StaffId

function recorded(event: HandoverEvent, version: number, at = SENT) {
  const interventionId = 'f' as InterventionId
  return { aggregateId: 'h', interventionId, version, at, ...event }
}

/** A handover as it was just sent. */
export function aHandover(): Handover {
  return evolve(
    undefined,
    recorded(
      {
        type: 'HandoverSent',
        data: {
          fileNumber: '26-0001',
          officeKey: 'ufficio',
          officeName: 'Ufficio di prova',
          bodyId: null,
          competence: 'residence-in-territory',
          municipality: 'A944',
          isProtected: false,
          by: BY,
          documents: [],
          nextChaseAt: plusMinutes(SENT, 120).toString(),
          sealedRecipient: '',
          sealedPage: '',
        },
      },
      1,
    ),
  )
}

/** The same after these events. */
export function after(state: Handover, events: readonly HandoverEvent[]): Handover {
  return events.reduce((s, event) => evolve(s, recorded(event, s.version + 1)), state)
}
