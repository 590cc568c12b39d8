import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { SingleKeys } from '../keyboard/single-keys.tsx'
import { useChoice } from '../preferences.ts'
import { Checkbox, RadioGroup } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ActivityList } from '../ui/toaster.tsx'

/** Theme, dimming, height of rows and single keys of this desk: on a telephone they are nowhere else. */
export function LookDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [theme, setTheme] = useChoice('theme')
  const [density, setDensity] = useChoice('density')
  const [dim, setDim] = useChoice('dim')
  return (
    <Dialog title={m.web_look_title()} onClose={onClose}>
      <div className="stack">
        <RadioGroup
          label={m.web_look_theme()}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'auto', label: m.web_look_auto() },
            { value: 'dispositivo', label: m.web_look_device() },
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
        <SingleKeys />
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
