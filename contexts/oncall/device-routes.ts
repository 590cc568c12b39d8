import type { PushGateway } from '#platform/gateways/push.ts'
import { m } from '#platform/i18n/texts.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { makeLink } from '#platform/server/link.ts'
import { sendToDevice } from '#platform/server/outbox.ts'
import { personActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import {
  DeviceAddedReply,
  DeviceBody,
  DeviceDoneReply,
  DeviceEndBody,
  DeviceParams,
  DevicesReply,
} from './contract-device.ts'
import { addDevice, DEVICE_TRIED, devicesOf, endDevice, ownDevices } from './device-store.ts'
import { deviceName } from './model-device.ts'
import { noticeOf } from './notice.ts'
import { territoryOf } from './store.ts'

const DONE = { status: 200, body: { done: true } } as const
/** For so long the notice that tries a device is of use. */
const TRIAL_MINUTES = 10
const TRIAL_TOPIC = 'prova'
/** Where its person stands when they press the notice. */
const OWN_PAGE = '/reperibilita/avvisi'

/** What the devices of people ask of those who put the server together. */
export type DeviceNeeds = {
  /** Undefined where no notice leaves from here. */
  readonly push: PushGateway | undefined
}

/** A device belongs to its person and not to a territory: what is done with it stands on the log of where they work. */
async function ownLog(tx: Tx): Promise<TerritoryId | undefined> {
  const { desk, grants } = personActing(tx)
  return desk ?? grants[0]?.territoryId
}

function pushOf({ push }: DeviceNeeds): PushGateway {
  if (push === undefined) throw new RefusalError('device-no-notices')
  return push
}

/** One's own devices: nobody sees, makes or ends those of somebody else. */
export function deviceRoutes(needs: DeviceNeeds): readonly Route[] {
  const read = route({
    id: 'oncall.devices',
    method: 'GET',
    path: '/api/own/devices',
    summary: 'I dispositivi su cui chi chiede riceve gli avvisi delle chiamate',
    may: 'page.answer',
    writes: 'none',
    reply: { 200: DevicesReply },
    async run({ tx }) {
      const devices = (await ownDevices(tx, personActing(tx).staffId)).map((one) => ({
        ...{ id: one.id, name: one.name, isGone: one.isGone },
        since: one.madeAt.toString(),
        provenAt: one.provenAt?.toString() ?? null,
      }))
      return { status: 200, body: { publicKey: needs.push?.publicKey ?? null, devices } }
    },
  })
  const add = route({
    id: 'oncall.addDevice',
    method: 'POST',
    path: '/api/own/devices',
    summary: 'Accende gli avvisi delle chiamate su questo dispositivo',
    may: 'page.answer',
    writes: ownLog,
    body: DeviceBody,
    reply: { 201: DeviceAddedReply },
    async run({ tx, body, request }) {
      if (!pushOf(needs).accepts(body.endpoint)) throw new RefusalError('device-address')
      const { staffId } = personActing(tx)
      const id = await addDevice(tx, staffId, body, deviceName(request.userAgent))
      return { status: 201, body: { id } }
    },
  })
  const end = route({
    id: 'oncall.endDevice',
    method: 'POST',
    path: '/api/own/devices/:deviceId/end',
    summary: 'Spegne gli avvisi delle chiamate su un proprio dispositivo',
    // Also from a locked desk: who leaves it takes their notices away.
    may: 'locked',
    writes: ownLog,
    params: DeviceParams,
    body: DeviceEndBody,
    reply: { 200: DeviceDoneReply },
    async run({ tx, params, body }) {
      await endDevice(tx, params.deviceId, body.why, personActing(tx).staffId)
      return DONE
    },
  })
  const trial = route({
    id: 'oncall.tryDevice',
    method: 'POST',
    path: '/api/own/devices/:deviceId/trial',
    summary: 'Manda un avviso di prova a un proprio dispositivo',
    may: 'page.answer',
    writes: ownLog,
    params: DeviceParams,
    reply: { 200: DeviceDoneReply },
    async run({ tx, params }) {
      pushOf(needs)
      await tryDevice(tx, params.deviceId)
      return DONE
    },
  })
  return [read, add, end, trial]
}

async function tryDevice(tx: Tx, id: string): Promise<void> {
  const { staffId } = personActing(tx)
  const device = (await devicesOf(tx, staffId)).find((one) => one.id === id)
  if (!device) throw new NotFoundError('device')
  const until = tx.work.now.add({ minutes: TRIAL_MINUTES })
  const payload = noticeOf({
    title: m.paging_service(),
    text: m.oncall_device_trial_text(),
    link: OWN_PAGE,
    tag: TRIAL_TOPIC,
    arrived: await makeLink(tx, { kind: DEVICE_TRIED, key: id, holder: staffId, expiresAt: until }),
    shown: null,
  })
  await sendToDevice(tx, {
    ...{ device: id, subscription: device.subscription, payload, topic: TRIAL_TOPIC },
    ...{ territory: territoryOf(tx), until: until.toString() },
  })
}
