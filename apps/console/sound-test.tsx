import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useTried, useVolumeStep, VOLUMES } from '#platform/web/sound/desk-sound.ts'
import { letSound, playSound } from '#platform/web/sound/tones.ts'
import { Button } from '#platform/web/ui/button.tsx'

/** Asked once for each window of a desk: browsers sound only after a press, and a desk that nobody hears is no desk. */
export function SoundTest(): ReactNode {
  const [tried, setTried] = useTried()
  const [step, setStep] = useVolumeStep()
  const [asking, setAsking] = useState(false)
  if (tried !== undefined) return null
  const play = async (at: number): Promise<void> => {
    setStep(at)
    setAsking(true)
    await letSound()
    playSound('A', VOLUMES[at] ?? 1)
  }
  return (
    <section className="sound-test" aria-label={m.console_sound_title()}>
      {asking ? (
        <>
          <span>{m.console_sound_heard({ at: step + 1, of: VOLUMES.length })}</span>
          <Button kind="secondary" onPress={() => setTried('si')}>
            {m.console_sound_yes()}
          </Button>
          <Button kind="quiet" onPress={() => void play(Math.min(step + 1, VOLUMES.length - 1))}>
            {m.console_sound_louder()}
          </Button>
          <Button kind="quiet" onPress={() => void play(Math.max(step - 1, 0))}>
            {m.console_sound_softer()}
          </Button>
        </>
      ) : (
        <>
          <span>{m.console_sound_off()}</span>
          <Button kind="secondary" onPress={() => void play(step)}>
            {m.console_sound_try()}
          </Button>
          <Button kind="quiet" onPress={() => setTried('senza')}>
            {m.console_sound_without()}
          </Button>
        </>
      )}
    </section>
  )
}
