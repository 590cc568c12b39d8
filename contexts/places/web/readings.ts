/** The list of facilities, shared by its screen, its editor and the board. */
export const TONIGHT_KEY = ['places', 'tonight']

/** Roles that see the facilities of the territory. */
export const KEEPERS: readonly string[] = ['operator', 'social-worker', 'coordinator']

/** What waits to be ratified, shared by its screen and the board. */
export const RATIFY_KEY = ['places', 'to-ratify']

/** Roles that see it; which of them decides is the territory's choice. */
export const RATIFIER_ROLES: readonly string[] = ['coordinator', 'lead-municipality']
