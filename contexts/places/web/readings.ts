/** The list of facilities, shared by its screen and its editor. */
export const TONIGHT_KEY = ['places', 'tonight']
