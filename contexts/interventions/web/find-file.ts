import { m } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { FoundReply, NumberParams } from '../contract.ts'

/** Opens the file with this number, open or closed; what is no number, or nobody's, is said in words. */
export async function openByNumber(said: string, go: (path: string) => void): Promise<void> {
  const number = said.trim().replaceAll(/[\s./]+/gu, '-')
  if (!NumberParams.safeParse({ number }).success) {
    toast(m.interventions_find_how())
    return
  }
  const path = `/api/interventions/numbered/${number}`
  const found = await ask({ method: 'GET', path, reply: FoundReply }).catch(() => undefined)
  if (found === undefined) toast(m.interventions_find_none({ number }))
  else go(`/interventi/${found.id}`)
}
