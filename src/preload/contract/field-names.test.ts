import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { fieldName } from './field-names.ts'
import { channels, contract } from './index.ts'

/** Names of all fields in the inputs of the contract, however deep. */
function fieldsOfInputs(): string[] {
  const fields = new Set<string>()
  const collect = (schema: unknown): void => {
    if (Array.isArray(schema)) for (const one of schema) collect(one)
    else if (typeof schema === 'object' && schema !== null)
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'properties') for (const name of Object.keys(value)) fields.add(name)
        collect(value)
      }
  }
  for (const channel of channels) collect(z.toJSONSchema(contract[channel].input, { io: 'input', unrepresentable: 'any' }))
  return [...fields]
}

describe('fieldName', () => {
  it.each([
    ['noticeOn', 'notice date'],
    ['receiptNumbers.3', 'receipt number'],
    ['fileNumber', 'file number'],
    ['filter.dueOn', 'due date'],
    ['', '']
  ])('calls "%s" "%s"', (path, name) => {
    expect(fieldName(path)).toBe(name)
  })

  it('lets no day and no id of a request through by its own name', () => {
    const days = fieldsOfInputs().filter((field) => /On$/.test(field))
    expect(days.length).toBeGreaterThan(15)
    expect(days.filter((field) => / on$/.test(fieldName(field)))).toEqual([])
  })
})
