/** What may fall due in the next shift: the alarms of the rooms below that ask something of a person. */
export const DUE_KINDS = [
  'intervention-target',
  'not-pertinent-unconfirmed',
  'intervention-review',
  'task-due',
  'place-hold',
  'place-arrival',
  'place-stay',
  'place-ratify',
  'place-again',
  'handover-chase',
] as const
export type DueWhat = (typeof DUE_KINDS)[number]
