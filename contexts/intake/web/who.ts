/** Who sits at a board of the room. */
export const ROOM: readonly string[] = ['operator', 'social-worker', 'coordinator']

/** Who may write a report, with a caller on the line or without. */
export const MAY_WRITE: readonly string[] = [...ROOM, 'crew', 'accredited-reporter']
