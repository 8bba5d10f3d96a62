import { expect, test } from 'vitest'
import { channels } from '#contract/channels'
import { createFakeApi } from '../testing/fake-api.ts'
import { ApiError, createClient, isApiError } from './client.ts'
import { errorText } from './error-text.ts'

test('wraps every call of the contract', () => {
  const client = createClient(createFakeApi()) as unknown as Record<string, Record<string, unknown>>
  for (const channel of channels) {
    const [feature, verb] = channel.split('.') as [string, string]
    expect(client[feature]?.[verb], channel).toBeTypeOf('function')
  }
})

test('answers values and throws refusals with their code, params and reference', async () => {
  const client = createClient(
    createFakeApi({ isFilled: true, failures: { 'clients.archive': { code: 'record.archived', params: { kind: 'client' } } } })
  )
  const { rows, total } = await client.clients.list({})
  expect(rows).toHaveLength(total)
  const refused = await client.clients.archive({ id: rows[0]?.id ?? '' }).catch((error: unknown) => error)
  expect(isApiError(refused, 'record.archived') && refused.params.kind).toBe('client')
})

test('words what a person has to do, naming groups and characters', () => {
  expect(errorText(new ApiError('vault.wrong-kit', { groups: [2, 5] })).title).toBe('Groups 2 and 5 do not fit')
  expect(errorText(new ApiError('vault.wrong-kit', { groups: [] })).title).toBe('This kit opens another vault')
  const doubtful = errorText(
    new ApiError('authenticators.doubtful-key', { characters: [{ position: 5, character: '0', maybe: ['O'] }], more: 0 })
  )
  expect(doubtful.body).toContain('Character 5 is “0”: base32 has no zero; people often mean the letter O.')
  expect(errorText(new ApiError('internal', {}, 'k3f9')).body).toContain('k3f9')
})

test('words anything else as a fault of the program, without its message', () => {
  const { title, body } = errorText(new TypeError('secret words'))
  expect(title).toBe('Something went wrong in Keydocket')
  expect(body).not.toContain('secret words')
})
