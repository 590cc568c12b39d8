/** Where a draft goes on. An id is no personal data; the words never stand in an address. */
export function draftAddress(id: string): string {
  return `/sala/nuova?bozza=${id}`
}
