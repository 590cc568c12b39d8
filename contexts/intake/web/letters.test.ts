import { expect, test } from 'vitest'
import { emptyForm, type Form } from './form.ts'
import { boxFrom } from './kept-letters.ts'
import { deliver, emptyMailbox, type Letter, type Mailbox, type Taken, want } from './letters.ts'

const ID = '00000000-0000-7000-8000-000000000001'
const AT = '2026-11-18T01:40:00Z'
const FRAME = { draftId: ID, territoryId: undefined, startedAt: AT }

const reply = (version: number, isClassKept = false): Taken => ({
  ...{ reportId: ID, contactId: ID, interventionId: ID, number: '26-1', access: 'entitled' },
  ...{ version, isClassKept, can: { read: true, edit: true, page: true } },
})

/** A form under the hands, and the way to the server: each step answers one letter. */
type Step = (letter: Letter, write: (form: Partial<Form>) => void) => Taken

function desk(...steps: readonly Step[]) {
  return deskWith(emptyMailbox(), ...steps)
}

function deskWith(box: Mailbox, ...steps: readonly Step[]) {
  const letters: Letter[] = []
  const kept: string[] = []
  let form: Form = { ...emptyForm(), happening: 'una donna', phoneText: '06 5550 1234' }
  const write = (more: Partial<Form>): void => {
    form = { ...form, ...more }
  }
  const post = (letter: Letter): Promise<Taken> => {
    const step = steps[letters.push(letter) - 1]
    return step
      ? Promise.resolve().then(() => step(letter, write))
      : Promise.reject(new Error('no'))
  }
  const mayPass = (error: unknown): boolean => String(error).includes('offline')
  const way = { post, mayPass, keep: () => kept.push(JSON.stringify(box)) }
  const send = () => deliver(box, FRAME, () => form, way)
  return { box, kept, letters, write, send, bodies: () => letters.map((letter) => letter.body) }
}

test('what was written while a letter was on its way follows it: what changed, emptied fields too', async () => {
  const { send, bodies } = desk(
    (_, write) => {
      write({ happening: 'una donna con', phoneText: '' })
      return reply(1)
    },
    (_, write) => {
      write({ happening: 'una donna con due figli' })
      return reply(2)
    },
    () => reply(3),
  )
  expect(await send()).toMatchObject({ version: 3 })
  expect(bodies()).toMatchObject([
    { content: { happening: 'una donna', phone: '+390655501234' } },
    { seen: 1, content: { happening: 'una donna con', phone: null } },
    { seen: 2, content: { happening: 'una donna con due figli' } },
  ])
  expect(Object.keys(bodies()[2]?.['content'] ?? {})).toEqual(['happening'])
})

test('class and calls noted while a letter was on its way follow it; a class is said once', async () => {
  const calls = [{ service: '112', calledAt: AT }] as const
  const { send, bodies } = desk(
    (_, write) => {
      write({ classKey: 'emergenza', calls })
      return reply(1)
    },
    (_, write) => {
      write({ happening: 'ancora' })
      return reply(2, true)
    },
    () => reply(3),
  )
  expect(await send()).toMatchObject({ isClassKept: true })
  const [first, second, third] = bodies()
  expect(first).not.toHaveProperty('decision')
  expect(second).toMatchObject({ decision: { classKey: 'emergenza' }, emergencyCalls: calls })
  expect(third).not.toHaveProperty('decision')
})

test('an emergency pressed while a letter is on its way goes with the next, once', async () => {
  const { box, send, bodies } = desk(
    () => {
      want(box, { emergencyNow: true }, true)
      return reply(1)
    },
    (_, write) => {
      write({ happening: 'ancora' })
      return reply(1)
    },
    () => reply(2),
  )
  want(box, { channel: 'portal' }, false)
  await send()
  expect(bodies().map((body) => body['emergencyNow'])).toEqual([undefined, true, undefined])
})

test('an emergency pressed while the network is away follows the letter that had no answer', async () => {
  const { box, letters, send } = desk(
    () => {
      throw new Error('offline')
    },
    () => reply(1),
    () => reply(1),
  )
  await expect(send()).rejects.toThrow('offline')
  want(box, { emergencyNow: true }, true)
  await send()
  expect(letters[1]).toBe(letters[0])
  expect(letters[2]?.body).toMatchObject({ emergencyNow: true })
})

test('an emergency pressed while a letter is refused is sent all the same', async () => {
  const { box, send, bodies } = desk(
    () => {
      want(box, { emergencyNow: true }, true)
      throw new Error('reporter-not-entitled')
    },
    () => reply(1),
  )
  expect(await send()).toMatchObject({ version: 1 })
  expect(bodies()[1]).toMatchObject({ emergencyNow: true, content: { happening: 'una donna' } })
})

test('after a refusal the next press is a sending of its own, and has seen what was told', async () => {
  const { box, send, write, bodies } = desk(
    (_, type) => {
      type({ happening: 'di più' })
      return reply(4)
    },
    () => {
      throw new Error('field-changed-meanwhile')
    },
    () => reply(5),
  )
  want(box, { emergencyNow: true }, false)
  await expect(send()).rejects.toThrow('field-changed-meanwhile')
  write({ happening: 'ancora di più' })
  want(box, {}, false)
  await send()
  expect(bodies()[2]).toMatchObject({ seen: 4, content: { happening: 'ancora di più' } })
  expect(bodies()[2]).not.toHaveProperty('emergencyNow')
})

test('a letter whose answer was lost with the page goes again under its own key, and the next has seen what it told', async () => {
  const before = desk(
    (_, write) => {
      write({ happening: 'una donna con' })
      return reply(1)
    },
    () => {
      throw new Error('offline')
    },
  )
  await expect(before.send()).rejects.toThrow('offline')
  const box = boxFrom(JSON.parse(before.kept.at(-1) ?? ''))
  if (box === undefined) throw new Error('nothing was kept')
  // Read again: the words are those of this machine, and some were typed since.
  const after = deskWith(
    box,
    () => reply(2),
    () => reply(3),
  )
  after.write({ happening: 'una donna con due figli' })
  want(box, {}, true)
  expect(await after.send()).toMatchObject({ version: 3 })
  expect(after.letters[0]?.key).toBe(before.letters[1]?.key)
  expect(after.bodies()[0]).toEqual(before.bodies()[1])
  expect(after.bodies()[1]).toMatchObject({
    seen: 2,
    content: { happening: 'una donna con due figli' },
  })
})

test('nothing is taken up from a draft of which no letter was sent, nor from what is none', () => {
  const kept = [emptyMailbox(), undefined, null, { waiting: { key: 1 } }, 'box']
  expect(kept.map((box) => boxFrom(JSON.parse(JSON.stringify(box ?? null))))).toEqual(
    kept.map(() => undefined),
  )
})
