import type { CaseNumberKind } from './vocabulary.ts'

/**
 * Shapes of the numbers agencies print. They warn, never block, and never decide of which kind a number is: receipt, NVC and FOIA numbers
 * all read three letters and ten digits.
 */

/** Prefixes of receipt numbers: ELIS, the Vermont, California, Nebraska and Texas service centers, the National Benefits Center (two), Potomac. */
export const receiptPrefixes = ['IOE', 'EAC', 'WAC', 'LIN', 'SRC', 'MSC', 'NBC', 'YSC'] as const

/** First letters of FOIA control numbers that USCIS names; it says "etc.", so others exist. */
export const foiaPrefixes = ['NRC', 'COW', 'APP'] as const

/** A number as it is kept and compared: spaces and dashes removed, letters A to Z upper case. */
export function bareNumber(text: string): string {
  return text.replace(/[\s\-–—]/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** What is unusual about a number: its shape, or only letters at its beginning that are not known. */
export type NumberRemark = 'shape' | 'prefix'

const caseNumberShapes: Readonly<Record<CaseNumberKind, { readonly shape: RegExp; readonly prefixes: readonly string[] | null }>> = {
  receipt: { shape: /^[A-Z]{3}\d{10}$/, prefixes: receiptPrefixes },
  /** Three letters name the post; USCIS and third parties print nine or ten digits after them. */
  nvc: { shape: /^[A-Z]{3}\d{9,10}$/, prefixes: null },
  foia: { shape: /^[A-Z]{3}\d{10}$/, prefixes: foiaPrefixes },
  other: { shape: /^/, prefixes: null }
}

/** What is unusual about a case number of the kind the person chose; null when nothing is, or nothing was typed. */
export function caseNumberRemark(kind: CaseNumberKind, text: string): NumberRemark | null {
  const bare = bareNumber(text)
  const { shape, prefixes } = caseNumberShapes[kind]
  if (bare === '') return null
  if (!shape.test(bare)) return 'shape'
  return prefixes === null || prefixes.includes(bare.slice(0, 3)) ? null : 'prefix'
}

/** Nine digits behind an A: "A 12-345-678" is A012345678. Null when text is no A-Number. */
export function paddedANumber(text: string): string | null {
  const digits = /^A?(\d{7,9})$/i.exec(text.replace(/[\s.#\-–—]/g, ''))?.[1]
  return digits === undefined ? null : `A${digits.padStart(9, '0')}`
}

/** Whether text looks like an A-Number: optional A, then 7 to 9 digits, however grouped. Empty counts as fine. */
export function isANumberShaped(text: string): boolean {
  return text.replace(/[\s.#\-–—]/g, '') === '' || paddedANumber(text) !== null
}

/**
 * Whether an account number has the shape its portal's data give, such as the twelve digits of a USCIS Online Account Number, however
 * grouped. Empty, or a portal that gives none (null), counts as fine.
 */
export function isAccountNumberShaped(pattern: string | null, text: string): boolean {
  const bare = text.replace(/[\s\-–—]/g, '')
  if (bare === '' || pattern === null) return true
  try {
    return new RegExp(pattern).test(bare)
  } catch {
    // A pattern that a firm edited into nonsense must not keep people from typing.
    return true
  }
}
