import { NeedBody, type NeedInput } from '../contract.ts'
import type { FacilityInput } from '../contract-facility.ts'
import { FacilityBody } from '../contract-facility.ts'

/** A facility for tests: takes everybody, one room with three beds. Invented. */
export function aFacility(over: Partial<FacilityInput> = {}): FacilityInput {
  return {
    ...FacilityBody.parse({
      name: 'Casa Inventata',
      kind: 'emergency-home',
      admission: {
        women: true,
        men: true,
        minorsWithParent: true,
        minorsAlone: true,
        pets: true,
        intoxicated: true,
        stepFree: true,
        care: true,
      },
      municipality: 'A944',
      address: 'Via delle Prove 7',
      phone: '+39 06 5550 4101',
      email: 'casa@esempio.example',
      rooms: [{ name: 'Stanza 1', beds: 3 }],
    }),
    ...over,
  }
}

/** A woman with two children, for tests. */
export function aNeed(over: Partial<NeedInput> = {}): NeedInput {
  return {
    ...NeedBody.parse({
      people: [
        { sex: 'female', age: 34 },
        { sex: 'female', age: 7 },
        { sex: 'male', age: 3 },
      ],
    }),
    ...over,
  }
}
