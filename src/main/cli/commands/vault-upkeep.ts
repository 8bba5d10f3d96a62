import type { Output } from '#contract'
import { rotationReasons } from '#contract/vocabulary'
import { kitText } from '../../vault/recovery-kit.ts'
import { passphraseMaxBytes } from '../bounds.ts'
import { type Command, type Context, command } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { noteSyncedFolder, writePrivateFile } from '../files.ts'
import { newPassphrase, noteRemoval, openVault } from '../opening.ts'
import { facts } from '../terminal.ts'

/**
 * These commands need the passphrase as proof, also where another way opens the vault. It is read once and used for both: standard input can be
 * read only once.
 */
async function openWithPassphrase({ call, options, files, terminal }: Context): Promise<string> {
  const file = options.text('passphrase-file')
  if (file === undefined && !terminal.canAsk)
    throw new CommandError(
      'command.no-passphrase',
      'the present passphrase is needed: add --passphrase-file FILE (or - for standard input)'
    )
  const passphrase =
    file === undefined
      ? await terminal.askHidden('Present passphrase: ')
      : await files.privateText(file, passphraseMaxBytes, 'Present passphrase: ')
  noteRemoval(terminal, await call('vault.unlockWithPassphrase', { passphrase }))
  return passphrase
}

const newPassphraseFile = {
  'new-passphrase-file': { value: 'FILE', help: 'read the new passphrase from FILE; others must not be able to read it', form: 'file' }
} as const
const kitFile = {
  'kit-file': { value: 'FILE', help: 'new file for the new recovery kit, readable by you alone; print it, then delete it', required: true }
} as const

const chosenPassphrase = (context: Context): Promise<string> => newPassphrase(context, 'new-passphrase-file')

const change = command(
  'vault passphrase change',
  'choose a new passphrase; recovery kit and keychain stay as they are',
  newPassphraseFile,
  async (context) => {
    const { call, options, terminal } = context
    const usesKit = options.has('recovery-kit-file')
    if (usesKit) await openVault(context)
    const proof = usesKit ? null : { passphrase: await openWithPassphrase(context) }
    await call('vault.changePassphrase', { proof, next: await chosenPassphrase(context) })
    await terminal.answer({ changed: true }, () => ['The passphrase was changed. Backups made before still open with the old one.'])
  },
  false
)

/** Writes the kit first, as at the first run. A kit whose change did not come to be stays, with a remark: it opens nothing, but a lost one could. */
async function withKitFile<T>(
  { options, terminal }: Context,
  kit: Output<'vault.renewKit'>,
  confirm: (groups: [string, string]) => Promise<T>
) {
  const file = options.text('kit-file') ?? ''
  await writePrivateFile(file, kitText(kit.groups, kit))
  noteSyncedFolder(terminal, file)
  const [first, second] = kit.confirm
  try {
    return await confirm([kit.groups[first - 1] ?? '', kit.groups[second - 1] ?? ''])
  } catch (error) {
    terminal.note('kit', `the new kit is in the file but may open nothing: try "status" and the old kit first`)
    throw error
  }
}
const printKit = 'Print the new recovery kit, put it where the firm keeps such papers, delete the file, and destroy the old kit.'

const renew = command(
  'vault kit renew',
  'make a new recovery kit, written to FILE first; the old one then opens nothing',
  kitFile,
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('recovery-kit-file')) throw usageError('a new kit needs the passphrase: give --passphrase-file')
    const passphrase = await openWithPassphrase(context)
    const kit = await call('vault.renewKit', { passphrase })
    await withKitFile(context, kit, (groups) => call('vault.confirmRenewedKit', { groups }))
    await terminal.answer({ kitFile: options.text('kit-file'), vaultReference: kit.vaultReference }, () => [printKit])
  },
  false
)

const rotate = command(
  'vault rotate',
  'replace all keys: everything is sealed anew, with a new recovery kit written to FILE first',
  {
    ...kitFile,
    ...newPassphraseFile,
    'keep-passphrase': { value: null, help: 'keep the present passphrase; only when nobody else knows it' },
    reason: { value: 'REASON', help: `${rotationReasons.join(', ')} (default precaution)`, oneOf: rotationReasons }
  },
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('recovery-kit-file')) throw usageError('new keys need the passphrase: give --passphrase-file')
    const keeps = options.has('keep-passphrase')
    if (keeps && options.has('new-passphrase-file')) throw usageError('give --new-passphrase-file or --keep-passphrase, not both')
    const passphrase = await openWithPassphrase(context)
    const next = keeps ? null : await chosenPassphrase(context)
    const reason = wordOf(rotationReasons, options.text('reason')) ?? 'precaution'
    const kit = await call('vault.prepareRotation', { passphrase, next, reason })
    const { status, records, generation } = await withKitFile(context, kit, (groups) => call('vault.rotate', { groups }))
    const value = { records, generation, state: status.state, keychainSlot: status.keychainSlot, kitFile: options.text('kit-file') }
    await terminal.answer(value, () => [
      ...facts([
        ['Secrets sealed anew', String(records)],
        ['Generation', String(generation)],
        ['Keychain', status.keychainSlot ? 'opens the vault' : 'does not open the vault']
      ]),
      printKit,
      'Backups made before keep the old keys: destroy those that you no longer need.'
    ])
  },
  false
)

const info = command('vault info', 'show what opens the vault, since when, and how it is protected', {}, async ({ call, terminal }) => {
  const vault = await call('vault.info', {})
  await terminal.answer(vault, () =>
    facts([
      ['Vault', vault.vaultReference],
      ['Id', vault.vaultId],
      ['Made on', vault.createdOn],
      ['Format', String(vault.format)],
      ['Generation', String(vault.generation)],
      ['Revision', String(vault.revision)],
      ...vault.slots.map(({ type, createdOn, costs }): [string, string] => [
        { passphrase: 'Passphrase', kit: 'Recovery kit', keychain: 'Keychain' }[type],
        costs === null
          ? `since ${createdOn}`
          : `since ${createdOn}, Argon2id ${costs.memoryKiB / 1024} MiB, ${costs.passes} passes, ${costs.lanes} lanes`
      ])
    ])
  )
})

export const vaultUpkeepCommands: readonly Command[] = [info, change, renew, rotate]
