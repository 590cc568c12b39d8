/** Where the people and their grants are kept in the browser's cache. */
export const STAFF_KEY = ['access', 'staff']
