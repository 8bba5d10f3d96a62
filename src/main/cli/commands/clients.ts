import type { Client } from '#contract'
import { isANumberShaped } from '#contract/identifiers'
import { clientKinds } from '#contract/vocabulary'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { noteSyncedFolder } from '../files.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findClientId, listAccounts, listClients } from '../lookup.ts'
import { facts, table } from '../terminal.ts'
import { visible } from '../visible.ts'
import { accountTable } from './accounts.ts'

const addClient = command(
  'client add',
  'add a client',
  {
    name: { value: 'NAME', help: 'as the firm writes it, e.g. "Garcia Lopez, Maria"', required: true },
    kind: { value: 'KIND', help: clientKinds.join(' or '), oneOf: clientKinds },
    email: { value: 'EMAIL', help: 'e-mail address' },
    phone: { value: 'PHONE', help: 'telephone' },
    'a-number': { value: 'NUMBER', help: 'A-Number' },
    'file-number': { value: 'NUMBER', help: "the firm's file number" }
  },
  async ({ call, options, terminal }) => {
    const found = { name: options.text('name') ?? '', email: options.text('email') ?? '', aNumber: options.text('a-number') ?? '' }
    if (!isANumberShaped(found.aNumber)) {
      terminal.note('client.a-number-unusual', 'an A-Number usually has 7 to 9 digits; it is saved as it is')
    }
    for (const { id, name, same, archivedAt } of await call('clients.similar', found)) {
      const words = [...same.map((one) => `same ${one}`), ...(archivedAt === null ? [] : ['archived'])]
      terminal.note('client.similar', `this client may be here already: ${id} (${visible(name)}, ${words.join(', ')})`)
    }
    const client = await call('clients.create', {
      ...found,
      kind: wordOf(clientKinds, options.text('kind')) ?? 'person',
      phone: options.text('phone') ?? '',
      fileNumber: options.text('file-number') ?? ''
    })
    await terminal.answer(client, () => clientFacts(client))
  }
)

const listClientsCommand = command(
  'client list',
  'list clients by name',
  { query: { value: 'TEXT', help: 'beginnings of words in names, e-mail, receipt, account and A-numbers' }, ...csvOptions },
  async (context) => {
    const { call, options, terminal } = context
    const query = options.text('query') ?? ''
    if (isSaved(context)) return saveList(context, { name: 'clients', filter: { query } })
    const clients = await listClients(call, query)
    await terminal.answer(clients, () =>
      table(
        ['ID', 'NAME', 'FILE', 'E-MAIL', 'ACCOUNTS', 'CASES'],
        clients.map((client) => [
          client.id,
          client.name,
          client.fileNumber,
          client.email,
          String(client.accountCount),
          String(client.caseCount)
        ])
      )
    )
  }
)

const showClient = command('client show CLIENT', 'show a client with its cases and accounts', {}, async (context) => {
  const { call, terminal } = context
  const clientId = await findClientId(call, onlyOperand(context))
  const { client, cases } = await call('clients.get', { id: clientId })
  const accounts = await listAccounts(call, '', clientId)
  await terminal.answer({ client, cases, accounts }, () => [
    ...clientFacts(client),
    ...(cases.length > 0
      ? [
          '',
          ...table(
            ['NUMBER', 'FORM', 'RECEIVED', 'CHECK', 'STATUS'],
            cases.map((row) => [row.receiptNumber, row.form, row.receivedOn ?? '', row.freshness, row.status?.text ?? ''])
          )
        ]
      : []),
    ...(accounts.length > 0 ? ['', ...accountTable(accounts)] : [])
  ])
})

const destroyClient = command(
  'client destroy CLIENT',
  'destroy every record and secret of a client for good; refused while a matter is open, kept or under legal hold',
  {
    confirm: { value: 'NAME', help: "the client's name, exactly as it stands", required: true },
    reason: { value: 'TEXT', help: 'why, for the activity record and the certificate', required: true },
    certificate: { value: 'FILE', help: 'save a certificate in a new FILE (- for standard output)' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const clientId = await findClientId(call, onlyOperand(context))
    const destroyed = await call('destruction.destroy', {
      clientId,
      typedName: options.text('confirm') ?? '',
      reason: options.text('reason') ?? ''
    })
    terminal.note('client.backups-remain', 'backups made before still hold the records until they have rotated out')
    await saveCertificate(context, clientId)
    if (options.text('certificate') === '-') return
    await terminal.answer(destroyed, () => [
      ...facts([
        ['Destroyed', destroyed.clientName],
        ['ID', destroyed.clientId],
        ['Records', String(destroyed.rows)],
        ['Secrets', String(destroyed.secrets)]
      ]),
      '',
      ...table(
        ['TABLE', 'ROWS'],
        destroyed.counts.map((one) => [one.table, String(one.rows)])
      )
    ])
  }
)

const certificateOfClient = command(
  'client certificate CLIENT-ID',
  'save the certificate of a destruction again, from the activity record',
  { certificate: { value: 'FILE', help: 'a new FILE (- for standard output)', required: true } },
  async (context) => {
    const clientId = await findClientId(context.call, onlyOperand(context))
    await saveCertificate(context, clientId)
    const file = context.options.text('certificate')
    if (file !== '-') await context.terminal.answer({ clientId, file }, () => facts([['File', file ?? '']]))
  }
)

async function saveCertificate({ call, options, terminal }: Context, clientId: string): Promise<void> {
  const file = options.text('certificate')
  if (file === undefined) return
  await call('destruction.saveCertificate', { clientId })
  if (file !== '-') noteSyncedFolder(terminal, file)
}

const clientFacts = (client: Client): string[] =>
  facts([
    ['Client', client.name],
    ['ID', client.id],
    ['Kind', client.kind],
    ['Other names', client.otherNames],
    ['E-mail', client.email],
    ['Phone', client.phone],
    ['A-Number', client.aNumber],
    ['Date of birth', client.bornOn],
    ['File number', client.fileNumber],
    ['Archived', client.archivedAt === null ? null : 'yes']
  ])

export const clientCommands: readonly Command[] = [addClient, listClientsCommand, showClient, destroyClient, certificateOfClient]
