/** Addresses of the server that the shell itself uses. */
export const SIGN_IN_PAGE = '/accedi'

/**
 * The sign-in page that comes back here afterwards. Only the path is kept: queries may say too much. `ended`: it says
 * that the sign-in ended by itself.
 */
export function signInAddress(path: string, ended = false): string {
  const asked = new URLSearchParams({
    ...(path === '/' ? {} : { next: path }),
    ...(ended ? { perche: 'finito' } : {}),
  }).toString()
  return asked === '' ? SIGN_IN_PAGE : `${SIGN_IN_PAGE}?${asked}`
}
