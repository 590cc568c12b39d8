import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  type Ability,
  abilityHere,
  endOnServer,
  isSubscribedHere,
  keptDevice,
  type NotTurnedOn,
  turnOff,
  turnOn,
} from '#platform/web/notices/device.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { useRead } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { DevicesReply, type DeviceView } from '../contract-device.ts'

const KEY = ['oncall', 'devices']
/** A notice that was sent to try the device is said to have come as soon as it has. */
const AGAIN_MS = 4000

/** How notices stand on this device. `gone`: they were on, and its push service or its browser has ended them. */
export type Standing = Exclude<Ability, 'able'> | 'no-notices' | 'off' | 'on' | 'gone'

/** One's own devices, how this one stands, and what can be done. */
export function useDevices() {
  const session = useSession().data
  const client = useQueryClient()
  const read = useRead({
    ...{ key: KEY, path: '/api/own/devices', reply: DevicesReply, every: AGAIN_MS },
  })
  const [isBusy, setBusy] = useState(false)
  const [isSubscribed, setSubscribed] = useState<boolean>()
  const [failed, setFailed] = useState<NotTurnedOn | ApiProblem>()
  useEffect(() => {
    void isSubscribedHere().then(setSubscribed)
  }, [])
  const act = async (run: () => Promise<NotTurnedOn | undefined>): Promise<boolean> => {
    setBusy(true)
    const fault = await run().catch((error: unknown) => asProblem(error))
    setFailed(fault)
    setSubscribed(await isSubscribedHere())
    await client.invalidateQueries({ queryKey: KEY })
    setBusy(false)
    return fault === undefined
  }
  const here = read.data?.devices.find((one) => one.id === keptDevice()?.id)
  return {
    read,
    here,
    isBusy,
    failed,
    standing:
      read.data && isSubscribed !== undefined
        ? standingOf(read.data, here, isSubscribed)
        : undefined,
    turnOn: () => act(() => turnOn(session?.staffId ?? '', read.data?.publicKey ?? '')),
    turnOff: () => act(() => turnOff('turned-off').then(() => undefined)),
    end: (id: string) => act(() => endOnServer(id, 'turned-off').then(() => undefined)),
  }
}

function standingOf(
  { publicKey }: DevicesReply,
  here: DeviceView | undefined,
  isSubscribed: boolean,
): Standing {
  if (publicKey === null) return 'no-notices'
  const ability = abilityHere()
  if (ability !== 'able') return ability
  if (here === undefined) return 'off'
  // Keys that are no longer ours, or an address that the browser has thrown away: what is sent there comes nowhere.
  const isSound = !here.isGone && isSubscribed && keptDevice()?.publicKey === publicKey
  return isSound ? 'on' : 'gone'
}
