import { passphraseMaxBytes } from '../bounds.ts'
import { type Command, type Context, command } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { noteSyncedFolder } from '../files.ts'
import { findClientId } from '../lookup.ts'
import { newPassphrase } from '../opening.ts'
import { facts, localTime } from '../terminal.ts'

const formats = ['otpauth', 'aegis', 'aegis-encrypted'] as const

/** A passphrase the archive or file gets for itself; never the vault's by default. */
const ownPassphrase = {
  'archive-passphrase-file': { value: 'FILE', help: 'file with the passphrase of the archive, mode 0600 (- for standard input)' }
} as const

const everything = command(
  'export',
  'save every record: as an encrypted archive, as one JSON file, or as a ZIP with a CSV a table; secrets stay here unless asked for',
  {
    archive: { value: 'FILE', help: 'a new FILE.keydocket-export, under a passphrase of its own' },
    'export-json': { value: 'FILE', help: 'a new JSON file, readable by its owner only, not encrypted' },
    csv: { value: 'FILE', help: 'a new ZIP of one CSV a table, not encrypted' },
    secrets: { value: null, help: 'with secrets; each account is written down (not with --csv)' },
    reason: { value: 'TEXT', help: 'why, for the activity record; needed for --secrets' },
    ...ownPassphrase
  },
  async (context) => {
    const { call, options, terminal } = context
    const forms = [
      ['archive', options.text('archive')],
      ['json', options.text('export-json')],
      ['csv', options.text('csv')]
    ] as const
    const [chosen, ...others] = forms.filter(([, file]) => file !== undefined)
    if (chosen === undefined || others.length > 0) throw usageError('give one of --archive, --export-json and --csv')
    const [as, file = ''] = chosen
    const answer = await call('exports.save', {
      as,
      withSecrets: options.has('secrets'),
      passphrase: as === 'archive' ? await newPassphrase(context, 'archive-passphrase-file') : null,
      reason: options.text('reason') ?? ''
    })
    await sayFile(context, file, { rows: answer.rows, secrets: answer.secrets })
    if (as !== 'archive' && answer.secrets > 0)
      terminal.note('export', 'the file holds secrets in the clear: encrypt or delete it when it has served')
  }
)

async function sayFile({ terminal }: Context, file: string, counts: Readonly<Record<string, number>>): Promise<void> {
  // Standard output is the file itself.
  if (file === '-') return
  noteSyncedFolder(terminal, file)
  await terminal.answer({ file, ...counts }, () =>
    facts([
      ['File', file],
      ...Object.entries(counts).map(([name, count]): [string, string] => [`${name[0]?.toUpperCase()}${name.slice(1)}`, String(count)])
    ])
  )
}

const authenticators = command(
  'export authenticators',
  'save authenticators with their keys for another program; each is written down first',
  {
    out: { value: 'FILE', help: 'a new file, readable by its owner only (- for standard output)' },
    format: { value: 'FORMAT', help: 'otpauth, aegis or aegis-encrypted (default otpauth)', oneOf: formats },
    client: { value: 'CLIENT', help: 'of this client only' },
    reason: { value: 'TEXT', help: 'why, for the activity record' },
    ...ownPassphrase
  },
  async (context) => {
    const { call, options } = context
    const file = options.text('out')
    const reason = options.text('reason')
    if (file === undefined) throw usageError('give --out FILE')
    if (reason === undefined) throw usageError('give --reason TEXT')
    const client = options.text('client')
    const format = wordOf(formats, options.text('format')) ?? 'otpauth'
    const answer = await call('exports.saveAuthenticators', {
      clientId: client === undefined ? null : await findClientId(call, client),
      format,
      passphrase: format === 'aegis-encrypted' ? await newPassphrase(context, 'archive-passphrase-file') : null,
      reason
    })
    await sayFile(context, file, { authenticators: answer.authenticators })
  }
)

const importArchive = command(
  'import archive FILE',
  'put every record of an archive into this firm, which must have none yet; ids are kept',
  { 'dry-run': { value: null, help: 'open it from end to end, say what is in it, change nothing' }, ...ownPassphrase },
  async ({ call, options, files, terminal }) => {
    const file = options.text('archive-passphrase-file')
    if (file === undefined && !terminal.canAsk)
      throw new CommandError('command.no-passphrase', 'an archive opens with its own passphrase: add --archive-passphrase-file FILE')
    const question = 'Passphrase of the archive: '
    const passphrase = file === undefined ? await terminal.askHidden(question) : await files.privateText(file, passphraseMaxBytes, question)
    const read = await call('exports.readArchive', { passphrase })
    if (read === null) throw usageError('give the archive to import')
    const holds = [
      ...facts([
        ['Made', localTime(read.madeAt)],
        ['Vault', read.vaultReference],
        ['Holds', `${read.clients} clients, ${read.accounts} accounts, ${read.cases} cases, ${read.rows} rows`],
        ['Secrets', read.withSecrets ? String(read.secrets) : 'left out when it was saved'],
        ['Not restored', read.leftOut === 0 ? '' : `${read.leftOut} authenticators and entries whose key was left out`]
      ])
    ]
    if (options.has('dry-run')) {
      await terminal.answer(read, () => holds)
      return
    }
    const done = await call('exports.restore', {})
    await terminal.answer({ ...read, ...done, isFirmEmpty: false }, () => [...holds, 'Imported.'])
  }
)

export const exportCommands: readonly Command[] = [everything, authenticators, importArchive]
