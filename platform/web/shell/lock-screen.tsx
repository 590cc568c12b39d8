import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { signOut, unlockDesk } from '../desk.ts'
import { asProblem } from '../problem.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextField } from '../ui/text-field.tsx'
import { HeaderClock } from './link-badge.tsx'

/** What a locked desk shows: the time, who locked it and how to open it. Nothing of the service is in the page. */
export function LockScreen({ name }: { readonly name: string | undefined }): ReactNode {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const open = async (): Promise<void> => {
    setBusy(true)
    await unlockDesk(password).catch((problem: unknown) => setError(asProblem(problem).message))
    setBusy(false)
  }
  return (
    <main className="lock">
      <div className="lock-card stack">
        <HeaderClock />
        <h1>
          <Icon name="lock" size={24} /> {m.web_locked_title()}
        </h1>
        <p>{name === undefined ? m.web_locked_text() : m.web_locked_by({ name })}</p>
        <Form
          onSend={() => void open()}
          actions={
            <div className="line">
              <Button kind="primary" type="submit" busy={busy}>
                {m.web_unlock()}
              </Button>
              <Button kind="quiet" onPress={() => void signOut()}>
                {m.web_sign_out()}
              </Button>
            </div>
          }
        >
          <TextField
            label={m.web_password()}
            need="required"
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={error}
            autoFocus
          />
        </Form>
      </div>
    </main>
  )
}
