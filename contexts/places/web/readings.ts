/** The list of facilities, shared by its screen, its editor and the board. */
export const TONIGHT_KEY = ['places', 'tonight']

/** Roles that see the facilities of the territory. */
export const KEEPERS: readonly string[] = ['operator', 'social-worker', 'coordinator']
