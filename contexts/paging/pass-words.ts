import { m, textOf } from '#platform/i18n/texts.ts'
import type { PassTo } from './contract.ts'

/** `Anna Prova · assistente sociale · reperibile ora · telefono, e-mail`. */
export function passWords({ name, role, isOnCall, hasPhone, hasMail }: PassTo): string {
  const ways = [
    ...(hasPhone ? [m.paging_channel_voice()] : []),
    ...(hasMail ? [m.paging_channel_mail()] : []),
  ]
  return [
    name,
    textOf(`paging_role_${role.replaceAll('-', '_')}`) ?? role,
    ...(isOnCall ? [m.paging_pass_on_call()] : []),
    ways.join(', '),
  ].join(' · ')
}
