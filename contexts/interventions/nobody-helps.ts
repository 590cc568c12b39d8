import { languageName } from '#contexts/oncall/languages.ts'
import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { plusMinutes } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { lockFile } from './store.ts'
import { putTask } from './tasks.ts'
import { idNow } from './work-store.ts'

const TASK_MINUTES = 60

/**
 * Same-transaction reaction to `SupportNobody`: no mediator or psychologist was found, so whoever answers for the file has a
 * task with an hour. Nothing of a file that is closed meanwhile.
 */
export async function nobodyHelps(tx: Tx, event: RecordedEvent): Promise<void> {
  const file: InterventionId | null = event.interventionId
  if (file === null) return
  const state = await lockFile(tx, file)
  if (state.state === 'closed') return
  const { language } = event.data
  const what =
    typeof language === 'string' && language !== ''
      ? m.interventions_task_mediator({ language: languageName(language) })
      : m.interventions_task_psychologist()
  const dueAt = plusMinutes(tx.work.now, TASK_MINUTES).toString()
  await putTask(tx, file, { id: idNow(tx), staffId: state.ownerId, what, dueAt, madeBy: null })
}
