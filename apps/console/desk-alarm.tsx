import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTakenOver, useWaitingFiles } from '#contexts/interventions/web/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { useHealth } from '#platform/web/live/use-health.ts'
import { useLink } from '#platform/web/live/use-live.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { PageLink, usePath } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import {
  asksSoftly,
  EVERY_SECONDS,
  loudnessOf,
  type WaitingFile,
} from '#platform/web/sound/alarm.ts'
import { deskVolume, isCallOnDesk, useDeskVoice, useTried } from '#platform/web/sound/desk-sound.ts'
import { letSound, playSound, type SoundName } from '#platform/web/sound/tones.ts'
import { setWaiting } from '#platform/web/tab-title.ts'
import { Icon } from '#platform/web/ui/icon.tsx'
import { SoundTest } from './sound-test.tsx'

const BOARD = '/sala'
const CALL = '/sala/nuova'
/** A wall shows nothing but itself; the desk that opened it goes on sounding. */
const WALL = '/parete'
const STILL_EVERY_SECONDS = 30
const NONE: readonly WaitingFile[] = []

/** The sounds of a desk with a board, each with what shows the same; nothing for who has none. */
export function DeskAlarm(): ReactNode {
  const session = useSession().data
  return session?.home === BOARD ? <Alarm /> : null
}

function Alarm(): ReactNode {
  const files = useWaitingFiles()
  const waiting = files ?? NONE
  const grave = waiting.filter((file) => file.isGrave).length
  const path = usePath()
  useEffect(() => {
    setWaiting(waiting.length)
    return () => setWaiting(0)
  }, [waiting.length])
  useTakenOver()
  useSoundAgain()
  const isSilent = useSounds(files, grave > 0)
  const isNarrow = useNarrow()
  // Not over a call, and on a telephone only where the queue is: elsewhere it would take the room of the work.
  const isAskedHere = path !== CALL && (path === BOARD || !isNarrow)
  if (path === WALL) return null
  return (
    <>
      {isAskedHere ? <SoundTest /> : null}
      {grave === 0 || path === BOARD ? null : (
        <div className="alarm-strip" role="status">
          <Icon name="warning" />
          <span>
            <strong>{m.console_alarm_grave({ count: grave })}</strong>{' '}
            {isSilent ? m.console_alarm_silent() : ''}{' '}
            <PageLink to={BOARD}>{m.console_alarm_queue()}</PageLink>
          </span>
        </div>
      )}
    </>
  )
}

/** After a reload browsers want a press before they sound: the first one does, where sound was chosen. */
function useSoundAgain(): void {
  const [tried] = useTried()
  useEffect(() => {
    if (tried !== 'si') return undefined
    const wake = (): void => void letSound()
    addEventListener('pointerdown', wake, { once: true })
    addEventListener('keydown', wake, { once: true })
    return () => {
      removeEventListener('pointerdown', wake)
      removeEventListener('keydown', wake)
    }
  }, [tried])
}

/** Sounds A, B and C. Answers true while A is silent because a call is on this desk. */
function useSounds(files: readonly WaitingFile[] | undefined, isGrave: boolean): boolean {
  const [tried] = useTried()
  const isVoice = useDeskVoice(tried === 'si')
  const before = useRef<readonly WaitingFile[]>(undefined)
  const lost = useLink().level === 'lost'
  const isStill = useHealth().stillSince !== null
  const [isSilent, setSilent] = useState(false)
  const sound = useRef(async (name: SoundName, loudness: number): Promise<boolean> => {
    const isCall = await isCallOnDesk()
    if (!isCall && isVoice()) playSound(name, deskVolume() * loudness)
    return !isCall
  })

  useEffect(() => {
    if (!isGrave) return undefined
    let sounding = 0
    const ring = async (): Promise<void> => {
      const isHeard = await sound.current('A', loudnessOf(sounding))
      if (isHeard) sounding += 1
      setSilent(!isHeard)
    }
    void ring()
    const timer = setInterval(() => void ring(), EVERY_SECONDS * 1000)
    return () => clearInterval(timer)
  }, [isGrave])

  useEffect(() => {
    if (files === undefined) return
    if (asksSoftly(before.current, files)) void sound.current('B', 1)
    before.current = files
  }, [files])

  useEffect(() => {
    if (lost) void sound.current('C', 1)
  }, [lost])

  // Nobody is called: said again until it is over, for a room may have been empty the first time.
  useEffect(() => {
    if (!isStill) return undefined
    const say = (): void => void sound.current('C', 1)
    say()
    const timer = setInterval(say, STILL_EVERY_SECONDS * 1000)
    return () => clearInterval(timer)
  }, [isStill])
  return isSilent
}
