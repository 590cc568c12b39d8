import type { ReactNode } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { DeviceDoneReply, type DeviceView } from '../contract-device.ts'
import { type Standing, useDevices } from './use-devices.ts'

type Devices = ReturnType<typeof useDevices>

/** One's own notices: whether this device shows them, a notice to try it, and the other devices. */
export function Screen(): ReactNode {
  const devices = useDevices()
  const { read, standing } = devices
  return (
    <div className="stack">
      <h1>{m.oncall_device_title()}</h1>
      <p>
        {m.oncall_device_intro()} <PageLink to="/reperibilita">{m.oncall_staff_back()}</PageLink>
      </p>
      <p className="small muted">{m.oncall_device_wakes_nobody()}</p>
      {read.data === undefined || standing === undefined ? (
        <Waiting devices={devices} />
      ) : (
        <>
          <Here devices={devices} standing={standing} />
          <Others devices={devices} all={read.data.devices} />
        </>
      )}
    </div>
  )
}

function Waiting({ devices }: { readonly devices: Devices }): ReactNode {
  const { error, refetch } = devices.read
  return error ? (
    <ProblemState problem={error} onAgain={() => void refetch()} />
  ) : (
    <Skeleton lines={4} />
  )
}

const TONES = { on: 'good', gone: 'danger', off: 'info' } as const

const wordOf = (kind: string, key: string): string =>
  textOf(`oncall_device_${kind}_${key.replaceAll('-', '_')}`) ?? ''

function Here(props: { readonly devices: Devices; readonly standing: Standing }): ReactNode {
  const { devices, standing } = props
  const tone =
    standing === 'on' || standing === 'gone' || standing === 'off' ? TONES[standing] : 'warning'
  return (
    <section aria-label={m.oncall_device_here()} className="stack-tight">
      <h2>{m.oncall_device_here()}</h2>
      <Alert
        tone={tone}
        title={wordOf('state', standing)}
        actions={<Presses devices={devices} standing={standing} />}
      >
        <p>{wordOf('text', standing)}</p>
        {devices.here && standing === 'on' ? <p>{provenText(devices.here)}</p> : null}
      </Alert>
      <Failed failed={devices.failed} />
    </section>
  )
}

function Failed({ failed }: Pick<Devices, 'failed'>): ReactNode {
  if (failed === undefined) return null
  if (typeof failed !== 'string') return <ProblemState problem={failed} />
  return <Alert urgent tone="danger" title={wordOf('failed', failed)} />
}

function provenText({ provenAt }: DeviceView): string {
  return provenAt === null
    ? m.oncall_device_unproven()
    : m.oncall_device_proven({ moment: momentText(provenAt) })
}

function Presses(props: { readonly devices: Devices; readonly standing: Standing }): ReactNode {
  const { devices, standing } = props
  const { here, isBusy } = devices
  const turnOn = async () => {
    if (await devices.turnOn()) toast(m.oncall_device_turned_on())
  }
  if (standing === 'off' || standing === 'gone')
    return (
      <Button kind="primary" acts busy={isBusy} onPress={() => void turnOn()}>
        {standing === 'off' ? m.oncall_device_turn_on() : m.oncall_device_again()}
      </Button>
    )
  if (standing !== 'on' || here === undefined) return null
  return (
    <>
      <Trial id={here.id} />
      <Button acts busy={isBusy} onPress={() => void devices.turnOff()}>
        {m.oncall_device_turn_off()}
      </Button>
    </>
  )
}

function Trial({ id }: { readonly id: string }): ReactNode {
  const trial = useWrite({
    method: 'POST',
    path: `/api/own/devices/${id}/trial`,
    body: () => ({}),
    reply: DeviceDoneReply,
    done: () => toast(m.oncall_device_tried()),
    failed: (problem) => toast(problem.message),
  })
  return (
    <Button acts busy={trial.isPending} onPress={() => trial.mutate(undefined)}>
      {m.oncall_device_try()}
    </Button>
  )
}

/** The devices of the same person that are not this one. */
function Others(props: {
  readonly devices: Devices
  readonly all: readonly DeviceView[]
}): ReactNode {
  const { devices, all } = props
  const others = all.filter((one) => one.id !== devices.here?.id)
  if (others.length === 0) return null
  return (
    <section aria-label={m.oncall_device_others()} className="stack-tight">
      <h2>{m.oncall_device_others()}</h2>
      <ul className="plain-list cards">
        {others.map((one) => (
          <li key={one.id} className="card-row">
            <p>
              <strong>{one.name}</strong> ·{' '}
              {m.oncall_device_since({ moment: momentText(one.since) })}
            </p>
            {one.isGone ? (
              <p>{m.oncall_device_other_gone()}</p>
            ) : (
              <>
                <p className="small muted">{provenText(one)}</p>
                <div className="line">
                  <Button
                    acts
                    busy={devices.isBusy}
                    label={m.oncall_device_turn_off_of({ name: one.name })}
                    onPress={() => void devices.end(one.id)}
                  >
                    {m.oncall_device_turn_off()}
                  </Button>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
