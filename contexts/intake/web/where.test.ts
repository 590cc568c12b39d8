import { expect, test } from 'vitest'
import type { PlaceSuggestion } from '#contexts/territory/contract-where.ts'
import { emptyForm, type Form } from './form.ts'
import { chosen, elsewhere, NO_POINT, pinned, written } from './where.ts'

const STREET: PlaceSuggestion = {
  ...{ kind: 'street', name: 'Via di Prova', text: 'Via di Prova 12', locality: null },
  ...{ municipality: 'A001', municipalityName: 'Prova', latitude: 41.447123, longitude: 12.6283 },
  ...{ precision: 'house-number', code: '9001', source: 'prova' },
}
const after = (form: Form, ...changes: Partial<Form>[]): Form => Object.assign({}, form, ...changes)
const onStreet = after(emptyForm(), chosen(STREET))

test('a chosen street brings words, municipality, point, precision and source', () => {
  expect(onStreet).toMatchObject({
    ...{
      placeText: 'Via di Prova 12',
      municipality: 'A001',
      latitude: 41.44712,
      longitude: 12.6283,
    },
    ...{ placePrecision: 'house-number', placeSource: 'register', placeCode: '9001' },
  })
})

test('a chosen street without a point takes away the point of before', () => {
  const next = after(
    onStreet,
    chosen({ ...STREET, latitude: null, longitude: null, precision: null }),
  )
  expect(next).toMatchObject(NO_POINT)
})

test('words added to the street keep its point; other words lose it', () => {
  expect(written(onStreet, 'Via di Prova 12, scala B', 'Via di Prova 12')).toEqual({
    placeText: 'Via di Prova 12, scala B',
  })
  expect(written(onStreet, 'Via di', 'Via di Prova 12')).toEqual({
    ...NO_POINT,
    placeText: 'Via di',
  })
})

test('coordinates that are typed are the point, and the words stay', () => {
  expect(written(emptyForm(), '41,4471 12,6283', '')).toMatchObject({
    ...{ placeText: '41,4471 12,6283', latitude: 41.4471, longitude: 12.6283 },
    ...{ placePrecision: 'given', placeSource: 'said' },
  })
})

test('a link that is pasted becomes its point, with the words around it', () => {
  const link = 'https://www.google.com/maps/@41.4471,12.6283,17z'
  expect(written(emptyForm(), link, '')).toMatchObject({
    ...{ placeText: '41.4471, 12.6283', placeSource: 'link' },
  })
  expect(written(emptyForm(), `sono qui ${link}`, '').placeText).toBe('sono qui (41.4471, 12.6283)')
})

test('a pin of the map outlives the words, and no other municipality takes it away', () => {
  const form = after(emptyForm(), pinned({ latitude: 41.4, longitude: 12.6 }))
  expect(written(form, 'vicino al molo', '')).toEqual({ placeText: 'vicino al molo' })
  expect(elsewhere(form, 'B002')).toEqual({ municipality: 'B002' })
  expect(elsewhere(onStreet, 'B002')).toEqual({ ...NO_POINT, municipality: 'B002' })
  expect(elsewhere(onStreet, 'A001')).toEqual({ municipality: 'A001' })
})
