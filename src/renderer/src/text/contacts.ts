/** Words of the contacts and their form. */
export const contactsText = {
  title: 'Contacts',
  count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'contact' : 'contacts'}`,
  newContact: 'New contact',
  search: 'Search contacts',
  searchPlaceholder: 'Name, e-mail or phone',
  archived: { label: 'Show', items: { current: 'Current contacts', archived: 'Archived contacts' } },
  columns: { name: 'Name', kind: 'Kind', email: 'E-mail', phone: 'Phone', cases: 'Cases', actions: 'Actions' },
  sample: 'Sample',
  loadingList: 'Loading contacts',
  empty: {
    title: 'No contacts yet',
    body: 'A contact is a person or company in a case that is not a client of the firm: a petitioning employer, a sponsor, a relative.',
    noMatchTitle: 'No contact matches',
    noMatchBody: 'Search looks at the beginnings of words in names, e-mail addresses and phone numbers.',
    noArchivedTitle: 'No archived contacts',
    noArchivedBody: 'Contacts you archive are kept here and can be restored.',
    clearSearch: 'Clear search'
  },
  menu: (name: string): string => `Actions for ${name}`,
  edit: 'Edit',
  archive: 'Archive',
  restore: 'Restore',
  undo: 'Undo',
  created: (name: string): string => `${name} added.`,
  changed: 'Changes saved.',
  archivedToast: (name: string): string => `${name} archived.`,
  restoredToast: (name: string): string => `${name} restored.`,
  form: {
    newTitle: 'New contact',
    editTitle: 'Edit contact',
    kind: 'Kind of contact',
    name: 'Name',
    nameHint: 'As the firm writes it, for example “Garcia Lopez, Maria”. Lists sort by it.',
    nameMissing: 'Enter the contact’s name.',
    email: 'E-mail',
    phone: 'Phone',
    note: 'Note',
    save: 'Save contact',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  }
} as const
