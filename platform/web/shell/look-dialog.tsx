import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useChoice } from '../preferences.ts'
import { Checkbox, RadioGroup } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ActivityList } from '../ui/toaster.tsx'

/** Theme, density and dimming of this desk. */
export function LookDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [theme, setTheme] = useChoice('theme')
  const [density, setDensity] = useChoice('density')
  const [dim, setDim] = useChoice('dim')
  return (
    <Dialog title={m.web_look_title()} onClose={onClose}>
      <div className="stack">
        <RadioGroup
          label={m.web_look_theme()}
          look="segmented"
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'auto', label: m.web_look_auto() },
            { value: 'chiaro', label: m.web_look_light() },
            { value: 'notte', label: m.web_look_night() },
          ]}
        />
        <Checkbox
          label={m.web_look_dim()}
          checked={dim === 'si'}
          onChange={(on) => setDim(on ? 'si' : 'no')}
        />
        <RadioGroup
          label={m.web_look_density()}
          look="segmented"
          value={density}
          onChange={setDensity}
          options={[
            { value: 'comoda', label: m.web_look_roomy() },
            { value: 'compatta', label: m.web_look_compact() },
          ]}
        />
      </div>
    </Dialog>
  )
}

/** `Attività`: what this desk has confirmed since it was opened. */
export function ActivityDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={m.web_activity_title()} onClose={onClose}>
      <ActivityList />
    </Dialog>
  )
}
