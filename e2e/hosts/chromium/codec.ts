/**
 * Values between page and driver as text, because Playwright's own encoding flattens what it does not know to `{}`. Both functions are also put
 * into the page as source text, so each stands alone: no imports, no outer names.
 *
 * Carried: plain data, undefined, Date, bigint, every number, Uint8Array and ArrayBuffer. Anything else throws "not in the stand-in".
 */
export function encode(input: unknown): string {
  const open = new Set<object>()
  const toBase64 = (bytes: Uint8Array): string =>
    typeof Buffer === 'undefined'
      ? (bytes as Uint8Array & { toBase64(): string }).toBase64()
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  const tag = (kind: string, value?: unknown) => ({ $: kind, v: value })
  const walk = (value: unknown): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return tag('undefined')
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0) ? value : tag('number', Object.is(value, -0) ? '-0' : String(value))
    if (typeof value === 'bigint') return tag('bigint', String(value))
    if (typeof value !== 'object') throw new TypeError(`not in the stand-in: sending a ${typeof value}`)
    if (open.has(value)) throw new TypeError('not in the stand-in: sending a value that contains itself')
    const kind = Object.prototype.toString.call(value).slice(8, -1)
    if (kind === 'Date') return tag('date', walk((value as Date).getTime()))
    if (kind === 'Uint8Array') return tag('bytes', toBase64(value as Uint8Array))
    if (kind === 'ArrayBuffer') return tag('buffer', toBase64(new Uint8Array(value as ArrayBuffer)))
    open.add(value)
    try {
      if (Array.isArray(value)) return value.map(walk)
      if (kind !== 'Object') throw new TypeError(`not in the stand-in: sending a ${kind}`)
      const entries = Object.entries(value).map(([name, entry]) => [name, walk(entry)])
      return entries.some(([name]) => name === '$' || name === '__proto__') ? tag('object', entries) : Object.fromEntries(entries)
    } finally {
      open.delete(value)
    }
  }
  return JSON.stringify(walk(input))
}

/** The value `encode` was given, as a copy. */
export function decode(text: string): unknown {
  const fromBase64 = (base64: string): Uint8Array =>
    typeof Buffer === 'undefined'
      ? (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(base64)
      : new Uint8Array(Buffer.from(base64, 'base64'))
  const plain = (entries: [string, unknown][]): object => {
    const object = {}
    for (const [name, value] of entries)
      Object.defineProperty(object, name, { value: walk(value), writable: true, enumerable: true, configurable: true })
    return object
  }
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    const tagged = value as { $?: string; v?: unknown }
    switch (tagged.$) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(tagged.v)
      case 'bigint':
        return BigInt(tagged.v as string)
      case 'date':
        return new Date(walk(tagged.v) as number)
      case 'bytes':
        return fromBase64(tagged.v as string)
      case 'buffer':
        return fromBase64(tagged.v as string).buffer
      case 'object':
        return plain(tagged.v as [string, unknown][])
      default:
        return plain(Object.entries(value))
    }
  }
  return walk(JSON.parse(text))
}
