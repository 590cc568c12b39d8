import { expect, test } from 'vitest'
import { isPublicAddress, isPushEndpoint } from './push.ts'

test.each([
  'https://fcm.googleapis.com/fcm/send/abc:DEF',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-am3p.notify.windows.com/w/?token=abc',
])('%s may be a push service', (endpoint) => {
  expect(isPushEndpoint(endpoint, false)).toBe(true)
})

test.each([
  'http://push.example.org/abc',
  'https://push.example.org:8443/abc',
  'https://someone:secret@push.example.org/abc',
  'https://push.example.org/abc#part',
  'https://127.0.0.1/abc',
  'https://10.0.0.7/abc',
  'https://2130706433/abc',
  'https://0x7f.1/abc',
  'https://[::1]/abc',
  'https://[::ffff:10.0.0.1]/abc',
  'https://93.184.216.34/abc',
  'https://localhost/abc',
  'https://localhost./abc',
  'https://intranet/abc',
  'https://push.internal/abc',
  'https://server.lan/abc',
  'https://printer.local./abc',
  'https://metadata.google.internal/computeMetadata/v1/',
  'ftp://push.example.org/abc',
  'file:///etc/passwd',
  'not an address',
  '',
  `https://push.example.org/${'a'.repeat(1000)}`,
])('%s is refused', (endpoint) => {
  expect(isPushEndpoint(endpoint, false)).toBe(false)
})

test('on the loopback only a test may stand, and nothing else is opened with it', () => {
  expect(isPushEndpoint('http://127.0.0.1:4000/abc', true)).toBe(true)
  expect(isPushEndpoint('http://localhost:4000/abc', true)).toBe(true)
  expect(isPushEndpoint('http://10.0.0.7:4000/abc', true)).toBe(false)
  expect(isPushEndpoint('http://push.example.org/abc', true)).toBe(false)
  expect(isPushEndpoint('ftp://127.0.0.1/abc', true)).toBe(false)
})

test.each([
  ['93.184.216.34', true],
  ['2a00:1450:4002:405::200a', true],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['10.255.0.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['172.31.0.1', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['198.19.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:93.184.216.34', false],
  ['64:ff9b::a00:1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['2002:a00:1::', false],
  ['push.example.org', false],
] as const)('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
