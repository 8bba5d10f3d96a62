/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const spices = [
  ...[
    '"',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '|',
    '%',
    '&',
    '<',
    '>',
    '=',
    '\\u0000',
    '\0',
    '\ufeff',
    '\ud800',
    'null',
    'true',
    '-1',
    '1e999',
    '9999999999999999999'
  ],
  ...[
    '"__proto__":{"polluted":1},',
    '"constructor":{"prototype":{"polluted":1}},',
    '\u202e',
    'A'.repeat(300),
    '../',
    '<!DOCTYPE a>',
    '&lol;'
  ]
].map((text) => Buffer.from(text))

/** A copy with one to four changes: bits turned, bytes cut out, put in, moved or doubled, numbers made large, the end cut off. */
export function mutated(original: Uint8Array, random: () => number): Buffer {
  let bytes = Buffer.from(original)
  const upTo = (limit: number): number => Math.floor(random() * limit)
  for (let changes = 1 + upTo(4); changes > 0 && bytes.length > 0; changes -= 1) {
    const at = upTo(bytes.length)
    const length = 1 + upTo(Math.min(40, bytes.length - at))
    const piece = bytes.subarray(at, at + length)
    const change = upTo(8)
    if (change === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8))
    else if (change === 1) bytes[at] = upTo(256)
    else if (change === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    else if (change === 3) bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
    else if (change === 4) bytes = Buffer.concat([bytes.subarray(0, at), spices[upTo(spices.length)] ?? piece, bytes.subarray(at)])
    else if (change === 5) bytes = Buffer.concat([bytes.subarray(0, at), spices[upTo(spices.length)] ?? piece, bytes.subarray(at + length)])
    else if (change === 6) bytes = Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)])
    else bytes = bytes.subarray(0, at)
  }
  return Buffer.from(bytes)
}
