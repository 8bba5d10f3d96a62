import type { VaultStatus } from '#contract'
import { AppError } from '../../errors.ts'
import { kitText } from '../../vault/recovery-kit.ts'
import { type Command, command } from '../command.ts'
import { noteSyncedFolder, removeFile, writePrivateFile } from '../files.ts'
import { newPassphrase } from '../opening.ts'
import { facts } from '../terminal.ts'

const init = command(
  'init',
  'make a new vault; its recovery kit is written to FILE first',
  {
    'kit-file': { value: 'FILE', help: 'new file for the recovery kit, readable by you alone; print it, then delete it', required: true },
    'member-name': { value: 'NAME', help: 'your name in the activity list (default: your user name here)' },
    'no-keychain': { value: null, help: "do not let this computer's keychain open the vault" }
  },
  async (context) => {
    const { call, options, terminal } = context
    const kitFile = options.text('kit-file') ?? ''
    const before = await call('vault.status', {})
    if (before.state !== 'none') throw new AppError('vault.already-exists', {})
    const useKeychain = before.keychainAvailable && !options.has('no-keychain')
    if (!before.keychainAvailable) terminal.note('keychain', 'no keychain here: passphrase and kit only')
    const memberName = options.text('member-name') ?? ((await call('app.info', {})).computerUser || 'Member')
    const kit = await call('vault.begin', { passphrase: await newPassphrase(context), memberName, useKeychain })
    await writePrivateFile(kitFile, kitText(kit.groups, kit))
    noteSyncedFolder(terminal, kitFile)
    const [first, second] = kit.confirm
    const groups: [string, string] = [kit.groups[first - 1] ?? '', kit.groups[second - 1] ?? '']
    const status = await call('vault.confirmKit', { groups }).catch(async (error: unknown) => {
      // A kit without a vault would only be taken for another vault's. Once a vault is there, its kit stays.
      if ((await call('vault.status', {})).state === 'none') await removeFile(kitFile)
      throw error
    })
    if (useKeychain && !status.keychainSlot) terminal.note('keychain', 'the keychain refused: passphrase and kit only')
    await terminal.answer(
      {
        state: status.state,
        keychainSlot: status.keychainSlot,
        vaultReference: kit.vaultReference,
        kitFile,
        memberName: status.memberName
      },
      () => [
        ...facts([
          ['Vault', kit.vaultReference],
          [
            'Opens with',
            status.keychainSlot ? "this computer's keychain, the passphrase or the recovery kit" : 'the passphrase or the recovery kit'
          ],
          ['Recovery kit', kitFile]
        ]),
        'Print the recovery kit, put it where the firm keeps such papers, then delete the file.'
      ]
    )
  },
  false
)

const status = command(
  'status',
  'show whether a vault is here and what opens it',
  {},
  async ({ call, terminal }) => {
    const [vault, info] = [await call('vault.status', {}), await call('app.info', {})]
    const value = {
      state: vault.state,
      keychainSlot: vault.keychainSlot,
      keychainAvailable: vault.keychainAvailable,
      dataFolder: info.dataFolder,
      version: info.version
    }
    await terminal.answer(value, () =>
      facts([
        ['Vault', vault.state === 'none' ? 'none yet: keydocket init --kit-file FILE' : vault.state],
        ['Keychain', keychainSentence(vault)],
        ['Data folder', info.dataFolder],
        ['Version', info.version]
      ])
    )
  },
  false
)

function keychainSentence({ keychainAvailable, keychainSlot, keychainPolicy }: VaultStatus): string {
  if (keychainPolicy === 'forbidden') return "the firm's policy does not let it open the vault"
  if (!keychainAvailable) return 'no keychain here: passphrase and kit only'
  return keychainSlot ? 'opens the vault' : 'available, does not open the vault'
}

export const vaultCommands: readonly Command[] = [init, status]
