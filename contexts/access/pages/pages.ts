import type { Page } from '#platform/server/page.ts'
import { firstAccessPage, invitationPage } from './invitation-page.ts'
import { signInPage, signOutPage } from './sign-in-page.ts'

/** The pages before and around signing in. */
export const pages: readonly Page[] = [signInPage, signOutPage, invitationPage, firstAccessPage]
