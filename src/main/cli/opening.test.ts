import { expect, it } from 'vitest'
import type { GivenOptions } from './command-line.ts'
import { type Call, CoreError } from './core.ts'
import { openVault } from './opening.ts'
import type { Terminal } from './terminal.ts'

const right = 'tangled orchard velvet quarry 48'

/** A terminal at which the given lines are typed, before a vault without a keychain. */
function atTerminal(typed: string[]) {
  const notes: string[] = []
  const asked: string[] = []
  const call = (async (channel: string, input: { passphrase?: string }) => {
    if (channel === 'vault.unlockWithKeychain') throw new CoreError({ code: 'vault.no-keychain-slot', params: {} })
    if (input.passphrase !== right) throw new CoreError({ code: 'vault.wrong-passphrase', params: {} })
    return {}
  }) as unknown as Call
  const terminal = {
    json: false,
    isTerminal: true,
    canAsk: true,
    note: (code: string, message: string) => void notes.push(`${code}: ${message}`),
    askHidden: async (question: string) => {
      asked.push(question)
      return typed.shift() ?? ''
    }
  } as unknown as Terminal
  const options = { text: () => undefined } as unknown as GivenOptions
  return { notes, asked, open: () => openVault({ call, options, terminal, files: {} as never }) }
}

it('asks for a mistyped passphrase again', async () => {
  const { open, asked, notes } = atTerminal(['tangled', 'orchard', right])
  await open()
  expect(asked).toHaveLength(3)
  expect(notes.filter((note) => note.startsWith('vault.wrong-passphrase')).map((note) => /\((.*)\)/.exec(note)?.[1])).toEqual([
    '2 tries left',
    '1 try left'
  ])
})

it('gives up after the third', async () => {
  const { open, asked } = atTerminal(['a', 'b', 'c', right])
  await expect(open()).rejects.toMatchObject({ wire: { code: 'vault.wrong-passphrase' } })
  expect(asked).toHaveLength(3)
})
