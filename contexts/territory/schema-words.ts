import { z } from 'zod'
import { ROLES } from '#platform/kernel/actor.ts'
import { REPORTER_CATEGORIES } from './access-policy.ts'

// What every part of a territory file is made of. Messages are codes; their Italian texts stand in `texts.ts`.

export const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'key')
export const Name = z.string().trim().min(2).max(200)
export const Text = z.string().trim().min(2).max(2000)
export const Phone = z.string().regex(/^\+[1-9]\d{5,14}$/u, 'phone')
/** What is dialled before a number: keys of a telephone, maybe none. */
export const DialPrefix = z.string().regex(/^[#*\d]{0,8}$/u, 'dial-prefix')
export const Email = z.email()
export const Day = z.iso.date()
const Clock = '([01]\\d|2[0-3]):[0-5]\\d'
export const WindowText = z.string().regex(new RegExp(`^${Clock}-(${Clock}|24:00)$`, 'u'), 'window')
export const Belfiore = z.string().regex(/^[A-Z]\d{3}$/u, 'belfiore')
export const Minutes = z.int().min(1).max(10_080)
export const Category = z.enum(REPORTER_CATEGORIES)
export const RoleName = z.enum(ROLES)
