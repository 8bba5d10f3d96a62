import { describe, expect, it, test } from 'vitest'
import { bareNumber, caseNumberRemark, isAccountNumberShaped, isANumberShaped, paddedANumber, receiptPrefixes } from './identifiers.ts'
import { caseNumberKinds } from './vocabulary.ts'

describe('case numbers by the kind a person chose', () => {
  it.each([
    // text, receipt, nvc, foia
    ['', null, null, null],
    ['IOE0912345678', null, null, 'prefix'],
    ['ioe 09 1234 5678', null, null, 'prefix'],
    ['EAC-21-900-12345', null, null, 'prefix'],
    ['MNL2023123456', 'prefix', null, 'prefix'],
    ['MNL202312345', 'shape', null, 'shape'],
    ['MNL20231234', 'shape', 'shape', 'shape'],
    ['NRC2026000123', 'prefix', null, null],
    ['COW2026000123', 'prefix', null, null],
    ['IOE091234567', 'shape', null, 'shape'],
    ['IOE09123456789', 'shape', 'shape', 'shape'],
    ['1OE0912345678', 'shape', 'shape', 'shape'],
    ['IOE09123456O8', 'shape', 'shape', 'shape'],
    ['IOE*0912345678', 'shape', 'shape', 'shape']
  ] as const)('"%s" is receipt: %s, NVC: %s, FOIA: %s', (text, receipt, nvc, foia) => {
    expect({
      receipt: caseNumberRemark('receipt', text),
      nvc: caseNumberRemark('nvc', text),
      foia: caseNumberRemark('foia', text),
      other: caseNumberRemark('other', text)
    }).toEqual({ receipt, nvc, foia, other: null })
  })

  it.each(receiptPrefixes)('knows the receipt prefix %s', (prefix) => {
    expect(caseNumberRemark('receipt', `${prefix}2190012345`)).toBeNull()
  })

  test('one number fits every kind, so the kind is never told from the shape', () => {
    expect(caseNumberKinds.filter((kind) => caseNumberRemark(kind, 'NRC2026000123') !== 'shape')).toEqual([...caseNumberKinds])
  })

  test('are kept as main keeps them', () => {
    expect(bareNumber(' ioe 09-1234–5678 ')).toBe('IOE0912345678')
  })
})

describe('A-Numbers', () => {
  it.each([
    ['A123456789', 'A123456789'],
    ['a 123-456-789', 'A123456789'],
    ['1234567', 'A001234567'],
    ['#A12345678', 'A012345678'],
    ['A 12.345.678', 'A012345678'],
    ['A000000007', 'A000000007']
  ])('"%s" is %s', (text, padded) => {
    expect(paddedANumber(text)).toBe(padded)
    expect(isANumberShaped(text)).toBe(true)
  })

  it.each(['A123456', 'A1234567890', 'B123456789', 'A12345678X'])('"%s" is none', (text) => {
    expect(paddedANumber(text)).toBeNull()
    expect(isANumberShaped(text)).toBe(false)
  })

  it('nothing typed is nothing wrong', () => {
    expect(isANumberShaped('')).toBe(true)
    expect(paddedANumber('')).toBeNull()
  })
})

/** As resources/portals/uscis.json gives it. */
const onlineAccountNumber = '^\\d{12}$'

test.each([
  ['', true],
  ['123456789012', true],
  ['1234 5678-9012', true],
  ['12345678901', false],
  ['1234567890123', false],
  ['A123456789', false],
  ['IOE0912345678', false]
])('the Online Account Number "%s": %s', (text, isShaped) => {
  expect(isAccountNumberShaped(onlineAccountNumber, text)).toBe(isShaped)
})

test('a portal without a shape, or with one that is nonsense, warns about nothing', () => {
  expect(isAccountNumberShaped(null, 'anything')).toBe(true)
  expect(isAccountNumberShaped('(', 'anything')).toBe(true)
})
