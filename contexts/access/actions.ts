/** Everything that can be permitted: a closed list. A permission row or a route with another word does not start. */
export const ACTIONS = [
  'report.register',
  'report.read',
  'report.edit',
  'report.follow',
  'draft.own',
  'contact.log',
  'contact.read',
  'triage.evaluate',
  'triage.decide',
  'triage.confirm-not-pertinent',
  'emergency.hand-on',
  'verification.record',
  'disclosure.request',
  'intervention.read',
  'intervention.read-words',
  'intervention.list',
  'intervention.answer',
  'intervention.hand-on',
  'intervention.note',
  'intervention.close',
  'document.issue',
  'handover.send',
  'handover.list',
  'handover.settle',
  'place.read',
  'place.work',
  'place.disclose',
  'facility.list',
  'facility.own',
  'facility.manage',
  'board.read',
  'wall.read',
  'live.follow',
  'territory.read',
  'territory.configure',
  'staff.read',
  'staff.manage',
  'grant.manage',
  'log.read',
] as const

export type Action = (typeof ACTIONS)[number]

/** True for a word of the closed list. */
export function isAction(word: string): word is Action {
  return (ACTIONS as readonly string[]).includes(word)
}
