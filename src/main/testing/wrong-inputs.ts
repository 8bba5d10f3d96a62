/** Inputs that are right for no channel, beside the peculiar ones of router.test.ts: what a confused or hostile caller would send in bulk. */

const numbers = [
  ...[1, -1, 0.1, 1e-320, 1e21, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 2 ** 63, Number.MIN_VALUE, Number.EPSILON, -Infinity],
  ...[0n, -1n, 2n ** 64n, -(2n ** 63n)]
]

const strings = [
  ...[' ', '\n', '\r\n', '\t', '0', '1', '-1', '1e9', 'NaN', 'null', 'undefined', 'true', 'false', '[]', '{}', '[object Object]'],
  ...['../', '..\\', '/dev/zero', 'C:\\con', '\\\\server\\share', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x'],
  ...['%00', '%s%s%n', '{{7*7}}', '$(id)', '`id`', '; ls', '| ls', '--help', "' or 1=1 --", '" or ""="', 'x%'],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '=1+1',
    '@SUM(1)',
    'otpauth://totp/x',
    '\u001b[2J',
    '\ufeff',
    '\u200b'
  ],
  ...[
    'é'.normalize('NFD'),
    '🔑',
    '\u{10ffff}',
    '\uffff',
    '\udc00',
    'ﬁ',
    'İ',
    'a\u0300'.repeat(2000),
    '2026-02-30',
    '00000000-0000-0000-0000-000000000000'
  ]
]

const strange = Array.from(
  '\u0001\u0007\b\u007f\u0085\u00ad\u061c\u180e\u2028\u2029\u2066\u2069\ufffe\ufff9\u3164\u115f\u034f\u00a0\u3000\u2800\u202d\u{e0001}\u{1d173}\u{f0000}\u{10fffe}'
)

const keys = [
  ...['', ' ', '0', '-1', 'length', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'hasOwnProperty'],
  ...['__defineGetter__', '__lookupSetter__', 'isPrototypeOf', '$where', '$ne', 'id\u0000', 'ID', 'Id', 'i d', 'id ', ' id', '\u202eid'],
  ...[
    '🔑',
    '\ud800',
    'ipcChannel',
    'senderFrame',
    'sql',
    'limit;',
    '__count__',
    'caller',
    'arguments',
    'Symbol.iterator',
    'a.b',
    'a[0]',
    '[]',
    '*',
    '<b>',
    '=1',
    '../id'
  ]
]

/** Named inputs; `canary` stands in them where an answer could repeat it. */
export function wrongInBulk(canary: string): readonly (readonly [string, unknown])[] {
  const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value).slice(0, 60) : String(value))
  return [
    ...numbers.map((value) => [`the number ${shown(value)}`, value] as const),
    ...strings.map((value) => [`the string ${shown(value)}`, value] as const),
    ...strange.map((character) => [`the character ${character.codePointAt(0)?.toString(16)}`, character.repeat(40)] as const),
    ...keys.map((key) => [`the key ${shown(key)}`, { [key]: canary }] as const),
    ...[null, undefined, 0, '', canary, [], {}].map((value) => [`a list of ${shown(value)}`, [value, value]] as const),
    ...[Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array].map(
      (kind) => [`numbers of a ${kind.name}`, new kind(16)] as const
    )
  ]
}
