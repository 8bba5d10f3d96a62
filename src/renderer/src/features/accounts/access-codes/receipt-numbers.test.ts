import { describe, expect, it } from 'vitest'
import { parseReceiptNumbers } from './receipt-numbers.ts'

describe('parseReceiptNumbers', () => {
  it('splits, strips and keeps each once', () => {
    expect(parseReceiptNumbers('ioe 09-1234-5678, EAC2190012345;\n IOE0912345678,,')).toEqual(['IOE0912345678', 'EAC2190012345'])
    expect(parseReceiptNumbers('  ')).toEqual([])
  })
})
