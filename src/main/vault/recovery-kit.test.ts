import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { groupSymbols, keyFromKitText, kitGroupsFromKey, kitText } from './recovery-kit.ts'

const vaultId = '019aa000-0000-7000-8000-00000000abcd'
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const key = randomBytes(32)
const groups = kitGroupsFromKey(key, vaultId)

function mistypedIn(text: string, id = vaultId): readonly number[] | 'accepted' {
  try {
    keyFromKitText(text, id)
    return 'accepted'
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault.wrong-kit') return (error as AppError<'vault.wrong-kit'>).params.groups
    throw error
  }
}
const withGroup = (index: number, group: string) => groups.with(index, group).join('-')

describe('recovery kit', () => {
  it('reads back every key it wrote', () => {
    for (let round = 0; round < 500; round++) {
      const anyKey = randomBytes(32)
      expect(keyFromKitText(kitGroupsFromKey(anyKey, vaultId).join(' '), vaultId).equals(anyKey)).toBe(true)
    }
  })

  it('writes the published example of docs/vault-format.md', () => {
    const example = Buffer.from(Array.from({ length: 32 }, (_, index) => index))
    expect(kitGroupsFromKey(example, '00000000-0000-7000-8000-000000000000')).toEqual(exampleGroups)
  })

  it('names the group of every single wrong symbol', () => {
    let tried = 0
    groups.forEach((group, index) => {
      for (let position = 0; position < groupSymbols; position++) {
        for (const symbol of alphabet) {
          if (symbol === group[position]) continue
          tried++
          expect(mistypedIn(withGroup(index, group.slice(0, position) + symbol + group.slice(position + 1)))).toEqual([index + 1])
        }
      }
    })
    expect(tried).toBe(8 * 8 * 31)
  })

  it('names the group of every two swapped symbols, neighbours or not', () => {
    groups.forEach((group, index) => {
      for (let first = 0; first < groupSymbols; first++) {
        for (let second = first + 1; second < groupSymbols; second++) {
          if (group[first] === group[second]) continue
          const symbols = [...group]
          symbols[first] = group[second] as string
          symbols[second] = group[first] as string
          expect(mistypedIn(withGroup(index, symbols.join('')))).toEqual([index + 1])
        }
      }
    })
  })

  it('names both places when two groups are swapped', () => {
    for (let first = 0; first < 8; first++) {
      for (let second = first + 1; second < 8; second++) {
        const swapped = groups.with(first, groups[second] as string).with(second, groups[first] as string)
        expect(mistypedIn(swapped.join(' '))).toEqual([first + 1, second + 1])
      }
    }
  })

  it('names a group with a symbol too few or too many, a letter that is not used, and missing groups', () => {
    const third = groups[2] as string
    expect(mistypedIn(withGroup(2, third.slice(1)))).toEqual([3])
    expect(mistypedIn(withGroup(2, `${third}0`))).toEqual([3])
    expect(mistypedIn(withGroup(2, `U${third.slice(1)}`))).toEqual([3])
    expect(mistypedIn(groups.slice(0, 6).join('-'))).toEqual([7, 8])
    expect(mistypedIn(`${groups.join('-')}-00000000`)).toEqual([8])
    expect(mistypedIn('')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('names several mistyped groups at once', () => {
    const wrong = (index: number) => {
      const group = groups[index] as string
      return group.slice(0, 7) + (group[7] === '0' ? '1' : '0')
    }
    expect(mistypedIn(groups.with(1, wrong(1)).with(6, wrong(6)).join(' '))).toEqual([2, 7])
  })

  it.each([
    ['small letters', groups.join('-').toLowerCase()],
    ['no separators', groups.join('')],
    ['line breaks and tabs', groups.join('\r\n\t')],
    ['symbols apart, as read aloud', [...groups.join('')].join(' ')],
    ['long dashes and a zero-width space', groups.join(' – \u200b')],
    ['O for 0, I and l for 1', groups.join('-').replaceAll('0', 'o').replace('1', 'I').replaceAll('1', 'l')],
    [
      'full-width characters',
      [...groups.join('')].map((symbol) => String.fromCodePoint((symbol.codePointAt(0) as number) + 0xfee0)).join('')
    ],
    ['the whole saved page', kitText(groups, { vaultReference: 'AAAA-BBBB', createdOn: '2026-11-22' })]
  ])('forgives %s', (_, text) => {
    expect(keyFromKitText(text, vaultId).equals(key)).toBe(true)
  })

  it('refuses the kit of another vault without blaming a group', () => {
    expect(mistypedIn(groups.join('-'), '019aa000-0000-7000-8000-00000000abce')).toEqual([])
  })
})

/** Key 00 01 … 1f, computed apart from this code with logarithm tables. */
const exampleGroups = ['000G40RE', '40M30E20', '09185GR8', '38E1W815', '24GK2GAT', 'HC5RR34K', 'D1P70X3J', 'RFGA02JZ']
