import { passphraseMaxBytes } from './bounds.ts'
import type { GivenOptions } from './command-line.ts'
import { type Call, wireErrorOf } from './core.ts'
import { wordError } from './error-text.ts'
import { CommandError } from './exit-codes.ts'
import type { InputFiles } from './files.ts'
import type { Terminal } from './terminal.ts'

export interface Opener {
  readonly call: Call
  readonly options: GivenOptions
  readonly files: InputFiles
  readonly terminal: Terminal
}

/**
 * Opens the vault: recovery kit or passphrase when a file with it is named, else this computer's keychain, else a prompt.
 * The keychain is asked only when nothing else was given: it costs a process.
 */
export async function openVault({ call, options, files, terminal }: Opener): Promise<void> {
  const kitFile = options.text('recovery-kit-file')
  if (kitFile !== undefined) {
    const text = await files.privateText(kitFile, passphraseMaxBytes, 'Recovery kit: ')
    await call('vault.unlockWithKit', { kit: text })
    return
  }
  const passphraseFile = options.text('passphrase-file')
  if (passphraseFile !== undefined) {
    await call('vault.unlockWithPassphrase', { passphrase: await files.privateText(passphraseFile, passphraseMaxBytes, 'Passphrase: ') })
    return
  }
  const reason = await keychainRefusal(call)
  if (reason === null) return
  if (!terminal.canAsk) {
    throw new CommandError(
      'command.no-passphrase',
      `${reason}; no passphrase was given: add --passphrase-file FILE (or - for standard input)`
    )
  }
  terminal.note('keychain', reason)
  await askPassphrase(call, terminal)
}

const tries = 3

/** A passphrase mistyped at a terminal may be typed again. */
async function askPassphrase(call: Call, terminal: Terminal): Promise<void> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      await call('vault.unlockWithPassphrase', { passphrase: await terminal.askHidden('Passphrase: ') })
      return
    } catch (error) {
      const wire = wireErrorOf(error)
      if (wire?.code !== 'vault.wrong-passphrase' || left === 0) throw error
      terminal.note(wire.code, `${wordError(wire).message} (${left} ${left === 1 ? 'try' : 'tries'} left)`)
    }
  }
}

/** Tries the keychain. Null when the vault is open, else the sentence why it is not. */
async function keychainRefusal(call: Call): Promise<string | null> {
  try {
    await call('vault.unlockWithKeychain', {})
    return null
  } catch (error) {
    const wire = wireErrorOf(error)
    if (wire?.code !== 'vault.keychain-unusable' && wire?.code !== 'vault.no-keychain-slot') throw error
    return wordError(wire).message
  }
}

/** A new passphrase: from the file, or asked for twice. */
export async function newPassphrase({ options, files, terminal }: Omit<Opener, 'call'>): Promise<string> {
  const file = options.text('passphrase-file')
  if (file !== undefined) return files.privateText(file, passphraseMaxBytes, 'New passphrase: ')
  if (!terminal.canAsk)
    throw new CommandError('command.no-passphrase', 'no passphrase was given: add --passphrase-file FILE (or - for standard input)')
  for (;;) {
    const first = await terminal.askHidden('New passphrase (12 characters or more): ')
    if (first === (await terminal.askHidden('The same again: '))) return first
    terminal.note('passphrase', 'the two differ')
  }
}
