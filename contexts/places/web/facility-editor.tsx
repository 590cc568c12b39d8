import { type ReactNode, useEffect, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Dialog } from '#platform/web/ui/dialog.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { FacilityEditView, type TonightView } from '../contract-facility.ts'
import { emptyFacility, type Written, writtenFrom } from './facility-draft.ts'
import { FacilityForm } from './facility-form.tsx'

/** Adds a facility, or changes one; opening a secret one is written on the log. */
export function FacilityEditor(props: {
  readonly id: string | null
  readonly view: TonightView
  readonly onClose: () => void
}): ReactNode {
  const { id, view, onClose } = props
  const [start, setStart] = useState<Written | undefined>(id === null ? emptyFacility() : undefined)
  const open = useWrite<undefined, typeof FacilityEditView>({
    method: 'POST',
    path: `/api/facilities/${id ?? ''}/opening`,
    body: () => ({}),
    reply: FacilityEditView,
    done: (facility) => setStart(writtenFrom(facility)),
  })
  const { mutate } = open
  useEffect(() => {
    if (id !== null) mutate(undefined)
  }, [id, mutate])
  return (
    <Dialog
      title={id === null ? m.places_facility_add() : m.places_facility_change()}
      look="wide"
      onClose={onClose}
    >
      {open.error ? <ProblemState problem={open.error} /> : null}
      {start === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <FacilityForm id={id} start={start} view={view} onClose={onClose} />
      )}
    </Dialog>
  )
}
