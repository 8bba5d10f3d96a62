#!/usr/bin/env node
// Checks a record exported from Keydocket: node verify-audit.mjs FILE [--key FINGERPRINT] [--json]. Needs Node 18 or newer and nothing else.
// Written from docs/audit-log.md alone; shares no code with the program.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** One parsed line; what is in it is checked where it is used. @typedef {any} Line */

const domain = 'keydocket-audit-v1'
/** @param {...(Buffer | string)} parts */
const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
/** @param {number} byte */
const tagged = (byte) => Buffer.concat([Buffer.from([byte]), Buffer.from(domain, 'ascii')])

/** @param {unknown} value */
function encode(value) {
  if (value === null) return Buffer.from([0])
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('a number is not whole')
    const bytes = Buffer.alloc(9)
    bytes[0] = 2
    bytes.writeBigInt64BE(BigInt(value), 1)
    return bytes
  }
  if (typeof value !== 'string') throw new Error('a value is neither null, number nor text')
  const text = Buffer.from(value, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return Buffer.concat([Buffer.from([1]), length, text])
}

const columns = [
  ...['seq', 'id', 'at', 'monotonicMs', 'runId', 'actorId', 'actor', 'device', 'event', 'clientId', 'accountId', 'recordId', 'details'],
  ...['sealedHash', 'sealedRevision']
]

/** @param {Line} line */
function digestOf(line) {
  if (line.type === 'hidden') return /^[0-9a-f]{64}$/.test(line.digest) ? Buffer.from(line.digest, 'hex') : null
  try {
    return sha256(tagged(1), ...columns.map((name) => encode(line[name])))
  } catch {
    return null
  }
}

/**
 * @param {unknown} vaultId
 * @param {Line} checkpoint
 */
function isSigned(vaultId, { seq, hash, count, at, appVersion, publicKey, signature }) {
  try {
    const statement = Buffer.concat([tagged(3), ...[vaultId, seq, hash, count, at, appVersion, publicKey].map(encode)])
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, statement, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

/** @param {string} hex */
const grouped = (hex) => (hex.toUpperCase().match(/.{4}/g) || []).join('-')
/** @param {string} publicKey */
const fingerprint = (publicKey) => grouped(sha256(Buffer.from(publicKey, 'base64url')).toString('hex').slice(0, 32))
/**
 * @param {number} seq
 * @param {string} hash
 */
const headCode = (seq, hash) => `${String(seq).replace(/\B(?=(\d{3})+$)/g, ' ')} · ${grouped(hash.slice(0, 16))}`

/**
 * Reads the lines in order and answers what was found. `problem` is the first thing that is wrong.
 *
 * @param {Iterable<string> | AsyncIterable<string>} lines
 * @param {string} [expectedKey] fingerprint of the key that must have signed
 */
export async function verifyExport(lines, expectedKey) {
  /** @type {Line | null} */
  let header = null
  let previous = Buffer.alloc(0)
  let seq = 0
  let hidden = 0
  /** @type {Line | null} */
  let end = null
  const hashes = new Map()
  /** @type {Line[]} */
  const checkpoints = []
  /**
   * @param {keyof typeof sentences} kind
   * @param {number} at
   */
  const found = (kind, at) => report({ kind, seq: at })
  /** @param {{ kind: keyof typeof sentences, seq: number } | null} problem */
  const report = (problem) => ({
    ok: problem === null,
    problem,
    rows: seq,
    hidden,
    checkpoints: checkpoints.length,
    head: seq === 0 ? null : { seq, hash: previous.toString('hex'), code: headCode(seq, previous.toString('hex')) },
    keys: [...new Set(checkpoints.map((one) => String(one.publicKey)))].map(fingerprint)
  })

  for await (const text of lines) {
    if (text === '') continue
    /** @type {Line} */
    let line
    try {
      line = JSON.parse(text)
    } catch {
      return found('not-json', seq + 1)
    }
    if (header === null) {
      if (line?.type !== 'keydocket-audit' || line.version !== 1) return found('not-an-export', 1)
      header = line
      previous = sha256(tagged(2), Buffer.from(String(header.vaultId), 'utf8'))
      continue
    }
    if (end !== null) return found('lines-after-the-end', seq + 1)
    if (line.type === 'row' || line.type === 'hidden') {
      const expected = seq + 1
      if (line.seq !== expected) return found(Number(line.seq) > expected ? 'missing' : 'reordered', expected)
      const digest = digestOf(line)
      if (digest === null) return found('unreadable', expected)
      const hash = sha256(tagged(0), digest, previous)
      if (hash.toString('hex') !== line.hash) return found('chain-broken', expected)
      previous = hash
      seq = expected
      if (line.type === 'hidden') hidden += 1
      hashes.set(seq, line.hash)
    } else if (line.type === 'checkpoint') checkpoints.push(line)
    else if (line.type === 'end') end = line
    else return found('unknown-line', seq + 1)
  }

  if (header === null) return found('not-an-export', 1)
  const wrong = checkpoints.find((one) => !isSigned(header.vaultId, one))
  if (wrong !== undefined) return found('signature-wrong', wrong.seq)
  const differing = checkpoints.find((one) => one.seq <= seq && (hashes.get(one.seq) !== one.hash || one.count !== one.seq))
  if (differing !== undefined) return found('checkpoint-differs', differing.seq)
  const last = checkpoints[checkpoints.length - 1]
  if (end === null || seq < header.rows || (last && last.seq > seq)) return found('truncated', seq + 1)
  if (header.rows !== seq || end.rows !== seq || header.head !== previous.toString('hex') || end.checkpoints !== checkpoints.length)
    return found('header-differs', seq)
  if (!last || last.seq !== seq) return found('head-not-signed', seq)
  const foreign = expectedKey === undefined ? undefined : checkpoints.find((one) => fingerprint(one.publicKey) !== expectedKey)
  if (foreign !== undefined) return found('other-key', foreign.seq)
  return report(null)
}

const sentences = {
  'not-json': 'a line is not JSON',
  'not-an-export': 'this is not a record exported from Keydocket',
  'lines-after-the-end': 'lines stand after the end',
  missing: 'a row is missing',
  reordered: 'rows are out of order',
  unreadable: 'a row cannot be read',
  'chain-broken': 'a row was edited, put in, or taken out before it',
  'unknown-line': 'a line is of no known kind',
  'signature-wrong': 'a signed state has a wrong signature',
  'checkpoint-differs': 'a signed state does not fit its row',
  truncated: 'the end of the record is missing',
  'header-differs': 'the first line does not fit what follows',
  'head-not-signed': 'the newest row is not signed',
  'other-key': 'a state was signed with another key than the one expected'
}

const isProgram =
  process.argv[1] !== undefined && import.meta.url.endsWith(encodeURI(process.argv[1].replaceAll('\\', '/')).replace(/^.*\//, '/'))
if (isProgram) {
  const args = process.argv.slice(2)
  const json = args.includes('--json')
  const keyAt = args.indexOf('--key')
  const expectedKey = keyAt === -1 ? undefined : args[keyAt + 1]
  const file = args.find((arg, index) => !arg.startsWith('--') && (keyAt === -1 || index !== keyAt + 1))
  if (file === undefined || (keyAt !== -1 && expectedKey === undefined)) {
    process.stderr.write('usage: node verify-audit.mjs FILE [--key FINGERPRINT] [--json]\n')
    process.exit(2)
  }
  const input = createReadStream(file, 'utf8')
  const failed = new Promise((_, reject) => input.on('error', reject))
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    const result = await Promise.race([verifyExport(lines, expectedKey), failed])
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
    else {
      /** @param {string} text */
      const say = (text) => process.stdout.write(`${text}\n`)
      say(
        result.problem === null
          ? `The record holds: ${result.rows} rows.`
          : `Row ${result.problem.seq}: ${/** @type {Record<string, string>} */ (sentences)[result.problem.kind]}.`
      )
      if (result.hidden > 0) say(`${result.hidden} of them are shown as digests only: they concern other clients.`)
      if (result.head) say(`Log head ${result.head.code}`)
      for (const key of result.keys) say(`Signed with the key ${key}`)
      say(
        "Not checked here, because it needs the firm's own keys: that each row was written by this vault (its MAC), that the secrets kept are"
      )
      say('those the rows speak of, and that nothing was written after this export. Compare head and key with a printed report.')
    }
    process.exitCode = result.ok ? 0 : 1
  } catch (error) {
    process.stderr.write(`${file}: ${/** @type {NodeJS.ErrnoException} */ (error).code || 'cannot be read'}\n`)
    process.exitCode = 2
  }
}
