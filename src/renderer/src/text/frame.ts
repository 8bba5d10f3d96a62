/** Words of the application frame. */
export const frameText = {
  product: 'Keydocket',
  navigation: 'Main',
  today: 'Today',
  deadlines: 'Deadlines',
  accessCodes: 'Access codes',
  signIns: 'Sign-ins',
  backupCodes: 'Backup codes',
  recovery: 'Recovery',
  accounts: 'Accounts',
  clients: 'Clients',
  cases: 'Cases',
  activity: 'Activity',
  exports: 'Export',
  settings: 'Settings',
  lock: 'Lock',
  lockedByHand: 'Lock now: closes the vault and clears the clipboard',
  skip: 'Skip to content',
  standIn: 'Running in the Chromium stand-in, not Electron',
  starting: 'Opening…',
  startFailed: 'Keydocket cannot open its data',
  tryAgain: 'Try again',
  notFound: { title: 'There is nothing here', body: 'The address does not lead to a screen.', action: 'Go to Today' },
  crashed: {
    title: 'This screen stopped working',
    body: 'This is a fault of the program. Your data are safe. Open the screen again; if it happens once more, lock and unlock Keydocket.',
    action: 'Open it again'
  },
  locking: {
    title: 'Keydocket is about to lock',
    body: (seconds: number): string =>
      `Nobody has used it for a while. It locks within ${seconds} ${seconds === 1 ? 'second' : 'seconds'} unless you stay. What is typed and not saved would be lost.`,
    stay: 'Stay'
  },
  clipboard: {
    cleared: 'Clipboard cleared.',
    failed: 'The clipboard could not be cleared. Copy something else to overwrite the code.'
  },
  sample: {
    title: 'New here? Look around with a sample firm',
    body: 'About 40 made-up clients with dates around today. It can be removed again in Settings, without touching your own entries.',
    load: 'Load the sample firm',
    loaded: (clients: number, accounts: number): string =>
      `Sample firm loaded: ${clients} clients, ${accounts} accounts. All of them are made up.`
  }
} as const
