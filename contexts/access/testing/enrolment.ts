import { generate } from 'otplib'
import { type FrontDoor, PASSWORD } from './front-door.ts'

/** The link in the last mail, read as the recipient does. */
export async function lastLink(door: FrontDoor): Promise<string> {
  const row = await door.serving.db
    .selectFrom('platform.outbox')
    .select(['territory_id', 'sealed_payload'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const mail = door.serving.vault.open(
    row.territory_id,
    'outbox',
    row.sealed_payload ?? Buffer.alloc(0),
  )
  return /http:\/\/localhost:3000(\/invito\/[\w-]+)/u.exec(mail)?.[1] ?? ''
}

/** The secret that a page offers for the authenticator. */
export const secretOn = (page: string) =>
  (/id="chiave">([^<]+)</u.exec(page)?.[1] ?? '').replaceAll(' ', '')

/** What a person types on the page of an invitation. */
export async function enrolmentFields(
  door: FrontDoor,
  path: string,
  over: Record<string, string> = {},
) {
  const secret = secretOn((await door.ask('GET', path)).body)
  const epoch = Math.floor(door.clock.now().epochMilliseconds / 1000)
  const code = await generate({ secret, epoch })
  return { password: PASSWORD, again: PASSWORD, code, ...over }
}
