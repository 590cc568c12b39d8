import { FilePageReply } from '#contexts/paging/contract.ts'
import { receiptOf } from '#contexts/paging/receipt-words.ts'
import { ask } from '#platform/web/api.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { Taken } from './letters.ts'

/** The first call leaves within a second of the report; so often it is asked whether it has. */
const TRIES = 8
const AGAIN_MS = 1_000

/** Tells who took a report whom it calls now, how, and who comes next. A receipt: where it cannot be read, the file says it. */
export async function tellWhoIsCalled({ interventionId, number, can }: Taken): Promise<void> {
  if (!can.page) return
  const path = `/api/interventions/${interventionId}/page`
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const view = await ask({ method: 'GET', path, reply: FilePageReply }).catch(() => undefined)
    const receipt = view && receiptOf(view, number)
    if (!receipt) return
    if (!receipt.isLeaving || tried === TRIES) {
      toast(receipt.text)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}
