import type { AuthenticatorFileFormat } from '#contract'
import { unreadable } from './refusals.ts'

export type JsonRecord = Readonly<Record<string, unknown>>

/** Nesting at most; no export needs more than a dozen. */
const maxDepth = 64

/** A JSON text, refused before it is parsed when it nests too deeply. Null when it is no JSON. */
export function jsonOf(text: string): unknown {
  if (isTooDeep(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The JSON text inside something that was encrypted or packed: there it must be one. */
export function innerJson(text: string | null, format: AuthenticatorFileFormat): unknown {
  const value = text === null ? null : jsonOf(text)
  if (value === null) throw unreadable(format, 'content')
  return value
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (inText) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) inText = false
    } else if (code === 0x22) inText = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > maxDepth) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return false
}

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own property: names such as `constructor` mean nothing else here. */
export const at = (value: unknown, name: string): unknown => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined)

export const recordAt = (value: unknown, name: string): JsonRecord => {
  const found = at(value, name)
  return isRecord(found) ? found : {}
}

export const listAt = (value: unknown, name: string): readonly unknown[] => {
  const found = at(value, name)
  return Array.isArray(found) ? found : []
}

export const textAt = (value: unknown, name: string): string => {
  const found = at(value, name)
  return typeof found === 'string' ? found : ''
}

/** The records of a list; whatever else stands in it stays as it is, so that it can be kept as something unreadable. */
export const recordsOf = (list: readonly unknown[]): JsonRecord[] => list.map((one) => (isRecord(one) ? one : { value: one }))

const maxText = 4_096
const maxMembers = 100
const maxLevels = 6
/** Characters and members together, of one entry. */
const maxTotal = 16_384

/** What is left of a record without the fields that were understood, cut to a bound. Long texts such as pictures are named by their length. */
export function restOf(record: JsonRecord, understood: readonly string[]): Record<string, unknown> {
  const budget = { left: maxTotal }
  return copied(Object.fromEntries(Object.entries(record).filter(([name]) => !understood.includes(name))), 0, budget) as Record<
    string,
    unknown
  >
}

function copied(value: unknown, level: number, budget: { left: number }): unknown {
  budget.left -= 1
  if (typeof value === 'string') {
    if (value.length > maxText || value.length > budget.left) return `(${value.length} characters left out)`
    budget.left -= value.length
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  if (level >= maxLevels || budget.left <= 0) return '(left out)'
  if (Array.isArray(value)) return value.slice(0, maxMembers).map((one) => copied(one, level + 1, budget))
  const members = Object.entries(value).slice(0, maxMembers)
  return Object.fromEntries(members.map(([name, one]) => [harmlessName(name.slice(0, 200)), copied(one, level + 1, budget)]))
}

/** `__proto__` is a name like any other in JSON, but not for every program that copies records. */
const harmlessName = (name: string): string => (name === '__proto__' ? '(__proto__)' : name)
