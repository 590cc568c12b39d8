const PRIME = (1n << 130n) - 5n
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn
const LAST_16_BYTES = (1n << 128n) - 1n
const BLOCK = 16

function numberIn(view: DataView, at: number): bigint {
  return (view.getBigUint64(at + 8, true) << 64n) | view.getBigUint64(at, true)
}

/**
 * Poly1305 (RFC 8439, 2.5): 16 bytes that only who has the 32 of `key` can make for `message`. A key is good for one
 * message. Written out here because it must answer before the page can be closed, which WebCrypto does not.
 */
export function oneTimeMac(
  key: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const keys = new DataView(key.buffer, key.byteOffset, key.byteLength)
  const [factor, addend] = [numberIn(keys, 0) & CLAMP, numberIn(keys, BLOCK)]
  const whole = new Uint8Array(Math.ceil(message.length / BLOCK) * BLOCK)
  whole.set(message)
  const blocks = new DataView(whole.buffer)
  let sum = 0n
  for (let at = 0; at < message.length; at += BLOCK) {
    const end = 1n << BigInt(8 * Math.min(BLOCK, message.length - at))
    sum = ((sum + numberIn(blocks, at) + end) * factor) % PRIME
  }
  const tag = (sum + addend) & LAST_16_BYTES
  const bytes = new DataView(new ArrayBuffer(BLOCK))
  bytes.setBigUint64(0, BigInt.asUintN(64, tag), true)
  bytes.setBigUint64(8, tag >> 64n, true)
  return new Uint8Array(bytes.buffer)
}
