import { paddedANumber } from '#contract/identifiers'
import { fold } from '../../db/dialects/search-words.ts'

/** The words of a name in order of the alphabet: "Garcia Lopez, María" and "Maria Garcia Lopez" are one. */
export const nameWords = (name: string): string =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ')

export const emailKey = (email: string): string => email.trim().toLowerCase()

/** '' when there is none, or when it is too misshapen to be compared. */
export const aNumberKey = (aNumber: string): string => paddedANumber(aNumber) ?? ''
