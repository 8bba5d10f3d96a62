import { clientKinds } from '#contract/vocabulary'
import { type Command, command } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { listContacts } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const list = command(
  'contact list',
  'list contacts, people and companies that are no clients, by name',
  { query: { value: 'TEXT', help: 'beginnings of words in names, e-mail and phone numbers' }, ...csvOptions },
  async (context) => {
    const { call, options, terminal } = context
    const query = options.text('query') ?? ''
    if (isSaved(context)) return saveList(context, { name: 'contacts', filter: { query } })
    const contacts = await listContacts(call, query)
    await terminal.answer(contacts, () =>
      table(
        ['ID', 'NAME', 'KIND', 'E-MAIL', 'PHONE', 'CASES'],
        contacts.map((contact) => [contact.id, contact.name, contact.kind, contact.email, contact.phone, String(contact.caseCount)])
      )
    )
  }
)

const add = command(
  'contact add',
  'add a contact',
  {
    name: { value: 'NAME', help: 'as the firm writes it', required: true },
    kind: { value: 'KIND', help: clientKinds.join(' or '), oneOf: clientKinds },
    email: { value: 'EMAIL', help: 'e-mail address' },
    phone: { value: 'PHONE', help: 'telephone' },
    note: { value: 'TEXT', help: 'note' }
  },
  async ({ call, options, terminal }) => {
    const contact = await call('contacts.create', {
      name: options.text('name') ?? '',
      kind: wordOf(clientKinds, options.text('kind')) ?? 'person',
      email: options.text('email') ?? '',
      phone: options.text('phone') ?? '',
      note: options.text('note') ?? ''
    })
    await terminal.answer(contact, () =>
      facts([
        ['Contact', contact.name],
        ['ID', contact.id],
        ['Kind', contact.kind],
        ['E-mail', contact.email],
        ['Phone', contact.phone],
        ['Note', contact.note]
      ])
    )
  }
)

export const contactCommands: readonly Command[] = [list, add]
