/** Words of the members in Settings. */
export const membersText = {
  title: 'Members of the firm',
  intro: 'Whose phone, mailbox or device a second factor depends on is chosen from this list.',
  loading: 'Loading members',
  add: 'Add member',
  you: 'Acting now',
  left: (date: string): string => `left on ${date}`,
  factors: (count: number): string => `${count} second ${count === 1 ? 'factor' : 'factors'}`,
  toChange: (count: number): string => `${count} second ${count === 1 ? 'factor' : 'factors'} to change`,
  menu: (name: string): string => `Actions for ${name}`,
  rename: 'Rename',
  leave: 'Has left the firm',
  rejoin: 'Works here again',
  added: (name: string): string => `${name} added.`,
  renamed: 'Name changed.',
  rejoined: (name: string): string => `${name} works here again.`,
  hasLeft: (name: string, count: number): string =>
    count === 0 ? `${name} marked as gone.` : `${name} marked as gone. ${membersText.factors(count)} to change at the portals.`,
  showList: 'Show the list',
  acting: {
    working: (name: string): string => `Working as ${name}`,
    menu: (name: string): string => `Working as ${name}. Switch to another member`,
    switchTo: (name: string): string => `Switch to ${name}`,
    now: (name: string): string => `Working as ${name} from now on.`,
    manage: 'Members of the firm',
    askTitle: 'Who is working?',
    askBody: 'What is shown, copied and changed is written down under this name.',
    goOn: 'Go on',
    skip: 'Leave as it is'
  },
  form: {
    addTitle: 'Add member',
    renameTitle: 'Rename member',
    name: 'Name',
    nameMissing: 'Enter a name.',
    save: 'Save',
    cancel: 'Cancel'
  },
  leaveForm: {
    title: (name: string): string => `Mark ${name} as gone?`,
    on: 'Left on',
    onMissing: 'Enter the day on which the person left.',
    consequence: (count: number): string =>
      count === 0
        ? 'No second factor in use depends on this person.'
        : `${membersText.factors(count)} in use ${count === 1 ? 'depends' : 'depend'} on this person’s phone, mailbox or device. ${
            count === 1 ? 'It then counts as lost: change it' : 'They then count as lost: change each'
          } at its portal while the old one may still work.`,
    rest: 'What this person has seen, the vault’s passphrase and kit, and what is to be handed over then stand on their rotation list.',
    submit: 'Mark as gone'
  }
} as const
