/** Addresses of the server that the shell itself uses. */
export const SIGN_IN_PAGE = '/accedi'

/** The sign-in page that comes back here afterwards. Only the path is kept: queries may say too much. */
export function signInAddress(path: string): string {
  return path === '/' ? SIGN_IN_PAGE : `${SIGN_IN_PAGE}?next=${encodeURIComponent(path)}`
}
