import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { ROLES } from '#platform/kernel/actor.ts'
import { ask } from '#platform/web/api.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { Added, Invited } from '../contract.ts'
import { GrantFields, type Place } from './grant-fields.tsx'
import { STAFF_KEY } from './readings.ts'

const NewPerson = z.object({
  name: z.string(),
  email: z.string(),
  territoryId: z.string(),
  role: z.enum(ROLES).or(z.literal('')),
})
type NewPerson = z.infer<typeof NewPerson>
const readKept = (value: unknown): NewPerson | undefined => NewPerson.safeParse(value).data

/** Three commands in their order; what went well stays, and the row offers the rest again. */
async function addPerson(person: NewPerson, onAdded: () => void): Promise<void> {
  const { name, email, territoryId, role } = person
  const body = { name, email, territoryId }
  const added = await ask({ method: 'POST', path: '/api/staff', body, reply: Added })
  onAdded()
  const grant = { staffId: added.id, territoryId, role }
  await ask({ method: 'POST', path: '/api/grants', body: grant, reply: Added })
  await ask({ method: 'POST', path: `/api/staff/${added.id}/invitation`, reply: Invited })
}

/** Adds a person with a first grant and sends the invitation. */
export function AddPersonDialog(props: {
  readonly territories: readonly Place[]
  readonly onClose: () => void
}): ReactNode {
  const { territories } = props
  const only = territories.length === 1 ? (territories[0]?.id ?? '') : ''
  const form = useKeptForm<NewPerson>({
    id: 'persona-nuova',
    start: { name: '', email: '', territoryId: only, role: '' },
    read: readKept,
  })
  const { value: person, change: set } = form
  const { isBusy, isAdded, problem, send } = useAdding(person, () => {
    form.forget()
    props.onClose()
  })
  const close = (): void => {
    // Whoever is added already is not offered to be added again.
    if (isAdded) form.forget()
    props.onClose()
  }
  return (
    <FormDialog
      title={m.access_people_add_title()}
      verb={m.access_people_add_do()}
      busy={isBusy}
      refused={isAdded ? m.access_people_added_half() : undefined}
      problem={problem}
      saved={isAdded ? m.access_people_added_half() : undefined}
      onSend={() => void send()}
      onClose={close}
    >
      <Resumed form={form} />
      <TextField
        label={m.access_name()}
        need="required"
        value={person.name}
        maxLength={120}
        onChange={(name) => set({ name })}
        error={problem?.fieldText('name')}
      />
      <TextField
        label={m.access_people_email()}
        need="required"
        hint={m.access_people_email_hint()}
        type="email"
        inputMode="email"
        value={person.email}
        maxLength={200}
        onChange={(email) => set({ email })}
        error={problem?.fieldText('email')}
      />
      <GrantFields
        role={person.role}
        onRole={(role) => set({ role })}
        territory={person.territoryId}
        territories={territories}
        onTerritory={(territoryId) => set({ territoryId })}
      />
    </FormDialog>
  )
}

function useAdding(person: NewPerson, onClose: () => void) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [isAdded, setAdded] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined)
  const send = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await addPerson(person, () => setAdded(true))
      toast(m.access_people_added({ name: person.name }))
      onClose()
    } catch (error) {
      // Shown above the form, with what is kept already.
      setProblem(asProblem(error))
    }
    setBusy(false)
    await client.invalidateQueries({ queryKey: STAFF_KEY })
  }
  return { isBusy, isAdded, problem, send }
}
