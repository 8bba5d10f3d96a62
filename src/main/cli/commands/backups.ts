import type { InspectedBackup } from '#contract'
import { AppError } from '../../errors.ts'
import { passphraseMaxBytes } from '../bounds.ts'
import { type Command, type Context, command } from '../command.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { facts, localTime, table } from '../terminal.ts'

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const create = command(
  'backup create',
  'make a backup now; it is opened and checked before it counts',
  { to: { value: 'FILE', help: 'new file for it, anywhere (default: one more in the folder for backups)' } },
  async ({ call, options, terminal }) => {
    const to = options.text('to')
    if (to === undefined) {
      const backup = await call('backup.create', {})
      const { place } = await call('backup.status', {})
      await terminal.answer({ ...backup, folder: place }, () => [`${backup.name} (${megabytes(backup.bytes)}) in ${place}`])
      return
    }
    const { path, backup } = await call('backup.saveCopy', {})
    await terminal.answer({ ...backup, path }, () => [`${path} (${megabytes(backup?.bytes ?? 0)})`])
  }
)

const list = command('backup list', 'list the backups of this vault, newest first', {}, async ({ call, terminal }) => {
  const status = await call('backup.status', {})
  await terminal.answer(status, () => [
    ...facts([
      ['Folder', status.place],
      ['Last one here', localTime(status.madeAt)],
      ['Last failure', status.failure === null ? '' : `${localTime(status.failure.at)} ${status.failure.reason}`],
      ['Last drill', localTime(status.drilledAt)]
    ]),
    ...table(
      ['MADE', 'SIZE', 'CLIENTS', 'ACCOUNTS', 'CASES', 'SECRETS', 'VERIFIED', 'FILE'],
      status.backups.map((one) => [
        ...[localTime(one.at), megabytes(one.bytes), String(one.clients), String(one.accounts), String(one.cases), String(one.secrets)],
        ...[one.isVerified === null ? 'earlier keys' : one.isVerified ? 'yes' : 'NO', one.name]
      ])
    )
  ])
})

const place = command(
  'backup place',
  'show the folder for backups of this computer, or choose another; network and synchronised folders will do',
  {
    to: { value: 'DIR', help: 'put backups there from now on' },
    default: { value: null, help: 'put them in the data folder again' }
  },
  async ({ call, options, terminal }) => {
    if (options.has('to') && options.has('default')) throw usageError('give --to or --default, not both')
    const status = options.has('to')
      ? await call('backup.choosePlace', {})
      : options.has('default')
        ? await call('backup.resetPlace', {})
        : await call('backup.status', {})
    const value = { place: status.place, isDefaultPlace: status.isDefaultPlace, isPlaceThere: status.isPlaceThere }
    await terminal.answer(value, () => [status.isPlaceThere ? status.place : `${status.place} (not there now)`])
  }
)

const drill = command(
  'backup drill',
  'try the newest backup: restore it into a folder of its own, open every secret in it, remove it again',
  {},
  async ({ call, terminal }) => {
    const done = await call('backup.drill', {})
    await terminal.answer(done, () => [`${done.backup.name}: ${done.rows} rows, ${done.opened} secrets opened, in ${done.durationMs} ms`])
  }
)

/** Opens the backup beside everything else, by its own passphrase or kit; no vault of this computer is asked. */
async function inspect(context: Context): Promise<InspectedBackup> {
  const { call, options, files, terminal } = context
  await call('restore.choose', {})
  const kitFile = options.text('recovery-kit-file')
  if (kitFile !== undefined) {
    const kit = await files.privateText(kitFile, passphraseMaxBytes, 'Recovery kit: ')
    return call('restore.inspect', { name: null, way: { kit }, every: true })
  }
  const file = options.text('passphrase-file')
  if (file === undefined && !terminal.canAsk)
    throw new CommandError(
      'command.no-passphrase',
      'a backup opens with the passphrase or the recovery kit of its day: add --passphrase-file or --recovery-kit-file FILE'
    )
  const passphrase =
    file === undefined ? await terminal.askHidden('Passphrase: ') : await files.privateText(file, passphraseMaxBytes, 'Passphrase: ')
  return call('restore.inspect', { name: null, way: { passphrase }, every: true })
}

const holds = (backup: InspectedBackup): string[] =>
  facts([
    ['Vault', backup.vaultReference],
    ['Made', localTime(backup.at)],
    ['Members', backup.members.join(', ')],
    [
      'Last entry',
      backup.lastWrite === null ? '' : `${localTime(backup.lastWrite.at)} ${backup.lastWrite.actor}, ${backup.lastWrite.device}`
    ],
    ['Record', backup.headCode ?? ''],
    ['Holds', `${backup.clients} clients, ${backup.accounts} accounts, ${backup.cases} cases, ${backup.rows} rows`],
    ['Secrets', `${backup.secrets}, all opened`],
    ['Size', megabytes(backup.bytes)]
  ])

const verify = command(
  'backup verify FILE',
  'open a backup and every secret in it, with the passphrase or kit of its day; restores nothing',
  {},
  async (context) => {
    const backup = await inspect(context)
    await context.call('restore.cancel', {})
    await context.terminal.answer(backup, () => holds(backup))
  },
  false
)

const restore = command(
  'backup restore FILE',
  'put a backup in the place of what is in the data folder, which is moved aside, never deleted',
  { replace: { value: null, help: 'yes, also where there is a vault now' } },
  async (context) => {
    const { call, options, terminal } = context
    const backup = await inspect(context)
    if (backup.present !== 'none' && !options.has('replace')) {
      await call('restore.cancel', {})
      terminal.note(
        'present',
        `${backup.present === 'same' ? 'this vault' : 'another vault'} is in the data folder now: give --replace to move it aside`
      )
      throw new AppError('vault.already-exists', {})
    }
    const done = await call('restore.run', {})
    const value = { ...backup, ...done }
    await terminal.answer(value, () => [
      ...holds(backup),
      ...facts([
        ['Moved aside to', done.aside ?? ''],
        ['Keychain', done.keychainSlot ? 'opens the vault' : 'does not open it: use the passphrase or kit of the backup']
      ]),
      'Restored.'
    ])
  },
  false
)

export const backupCommands: readonly Command[] = [create, list, verify, restore, drill, place]
