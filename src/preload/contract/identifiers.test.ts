import { expect, it } from 'vitest'
import { isANumberShaped, isReceiptNumberShaped, receiptNumberFrom } from './identifiers.ts'

it.each(['', 'A123456789', 'a 123-456-789', '1234567', '#A12345678'])('takes "%s" for an A-Number', (text) => {
  expect(isANumberShaped(text)).toBe(true)
})

it.each(['A123456', 'A1234567890', 'B123456789', 'A12345678X'])('warns about the A-Number "%s"', (text) => {
  expect(isANumberShaped(text)).toBe(false)
})

it.each(['', 'IOE0912345678', 'ioe 09 1234 5678', 'EAC-21-900-12345'])('takes "%s" for a receipt number', (text) => {
  expect(isReceiptNumberShaped(text)).toBe(true)
})

it.each(['IOE091234567', 'IOE09123456789', '1OE0912345678', 'IOE09123456O8'])('warns about the receipt number "%s"', (text) => {
  expect(isReceiptNumberShaped(text)).toBe(false)
})

it('keeps receipt numbers as main does', () => {
  expect(receiptNumberFrom(' ioe 09-1234-5678 ')).toBe('IOE0912345678')
})
