/** Who sits at a board of the room. */
export const ROOM: readonly string[] = ['operator', 'social-worker', 'coordinator']

/** Who may write a report, with a caller on the line or without. */
export const MAY_WRITE: readonly string[] = [...ROOM, 'crew', 'accredited-reporter']

type Sitting = {
  readonly desk: { readonly id: string } | null
  readonly grants: readonly { readonly territoryId: string; readonly role: string }[]
}

/** The territories in which they may: at a desk that one alone. Asked elsewhere the server would refuse, and note it. */
export function territoriesToWrite({ desk, grants }: Sitting): readonly string[] {
  const own = grants.filter(({ role }) => MAY_WRITE.includes(role))
  const ids = new Set(own.map(({ territoryId }) => territoryId))
  return desk === null ? [...ids] : [...ids].filter((id) => id === desk.id)
}
