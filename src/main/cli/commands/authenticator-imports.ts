import { basename } from 'node:path'
import type { Output, PreviewedEntry } from '#contract'
import { addressMaxBytes, importFileMaxBytes, pictureMaxBytes } from '../bounds.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { CommandError } from '../exit-codes.ts'
import { findAccountId, pageSize } from '../lookup.ts'
import { facts, localTime, table } from '../terminal.ts'
import { visible } from '../visible.ts'

type Preview = Output<'authenticatorImports.read'>

const isPicture = (file: string): boolean => /\.(png|jpe?g|gif|bmp)$/i.test(file)

const importFile = command(
  'import authenticators FILE',
  'import an app’s export, or QR pictures; entries without an account wait for one',
  {
    picture: { value: 'FILE', help: 'a further QR picture of the same export; may be given again', repeatable: true, form: 'file' },
    'password-from': { value: 'FILE', help: 'file with the password of an encrypted export', form: 'file' },
    'give-suggested': { value: null, help: 'give each entry to the account whose portal and sign-in name it names' },
    'dry-run': { value: null, help: 'read and compare only; nothing is stored' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const preview = await readPreview(context)
    for (const name of preview.unread) terminal.note('import.unread', `no code could be read in ${visible(name)}`)
    const give = options.has('give-suggested') ? preview.entries.flatMap(givenBySuggestion) : []
    if (options.has('dry-run')) {
      await call('authenticatorImports.drop', { previewId: preview.previewId })
      const { previewId: _, ...shown } = preview
      return terminal.answer({ ...shown, wouldGive: give.map(({ position }) => position) }, () => entryTable(preview))
    }
    const done = await call('authenticatorImports.commit', { previewId: preview.previewId, give, leaveOut: [] })
    await terminal.answer(done, () =>
      facts([
        ['Import', done.importId],
        ['Read', String(done.counts.read)],
        ['To accounts', String(done.counts.given)],
        ['Waiting', String(done.counts.waiting)],
        ['Here already', String(done.counts.known)]
      ])
    )
  }
)

async function readPreview({ call, files, options, operands }: Context): Promise<Preview> {
  const [file = ''] = operands
  const pictures = [...(isPicture(file) ? [file] : []), ...options.all('picture')]
  if (pictures.length > 0) {
    if (!isPicture(file)) throw new CommandError('command.usage', '--picture goes with a picture, not with an export file')
    const read = await Promise.all(
      pictures.map(async (one) => ({ fileName: basename(one), bytes: await files.bytes(one, pictureMaxBytes) }))
    )
    return call('authenticatorImports.read', { source: { kind: 'pictures', pictures: read } })
  }
  const from = options.text('password-from')
  const password = from === undefined ? null : await files.text(from, addressMaxBytes, 'Password of the export: ')
  const bytes = await files.bytes(file, importFileMaxBytes)
  return call('authenticatorImports.read', { source: { kind: 'file', fileName: basename(file), bytes, password } })
}

/** As the window proposes: the very login, new here, able to make codes, and free to keep a secret. */
function givenBySuggestion({ position, standing, generates, suggestion }: PreviewedEntry): { position: number; accountId: string }[] {
  const isPlain = standing === 'new' && generates && suggestion?.because === 'same-login' && suggestion.refused === null
  return isPlain ? [{ position, accountId: suggestion.accountId }] : []
}

const entryTable = ({ entries }: Preview): string[] =>
  table(
    ['No.', 'Issuer', 'Label', 'Kind', 'Here', 'Account'],
    entries.map(({ position, issuer, label, kind, standing, suggestion }) => [
      ...[String(position), issuer, label, kind, standing],
      suggestion === null ? '' : `${suggestion.clientName ?? 'firm'}, ${suggestion.portalName}`
    ])
  )

const waiting = command('import waiting', 'list imported authenticators that wait for an account', {}, async ({ call, terminal }) => {
  const whole = await call('authenticatorImports.waiting', { limit: pageSize })
  for (let more = true; more && whole.rows.length < whole.total; ) {
    const { rows } = await call('authenticatorImports.waiting', { offset: whole.rows.length, limit: pageSize })
    whole.rows.push(...rows)
    more = rows.length > 0
  }
  await terminal.answer(whole, () =>
    table(
      ['Entry', 'Issuer', 'Label', 'Kind', 'From', 'Imported'],
      whole.rows.map(({ id, issuer, label, kind, sourceName, importedAt }) => [id, issuer, label, kind, sourceName, localTime(importedAt)])
    )
  )
})

const give = command('import give ENTRY ACCOUNT', 'save a waiting entry as an authenticator of the account', {}, async (context) => {
  const { call, operands, terminal } = context
  const [entryId = '', account = ''] = operands
  const accountId = await findAccountId(call, account)
  await call('authenticatorImports.give', { entryId, accountId })
  await terminal.answer({ entryId, accountId }, () => facts([['Saved', 'unconfirmed, until a code of it was accepted by the portal']]))
})

const discard = command(
  'import discard ENTRY',
  'destroy a waiting entry with its key; cannot be undone',
  { yes: { value: null, help: 'without asking; required' } },
  async (context) => {
    const { call, options, terminal } = context
    if (!options.has('yes')) throw new CommandError('command.usage', 'the entry’s key is destroyed: give --yes')
    await call('authenticatorImports.discard', { entryId: onlyOperand(context) })
    await terminal.answer({}, () => ['Discarded.'])
  }
)

export const authenticatorImportCommands: readonly Command[] = [importFile, waiting, give, discard]
