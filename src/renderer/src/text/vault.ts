/** Words of first run and unlocking. */
export const setupText = {
  steps: { welcome: 'Welcome', passphrase: 'Passphrase', kit: 'Recovery kit', check: 'Check', done: 'Done' },
  stepsLabel: 'Steps of the setup',
  back: 'Back',
  next: 'Continue',
  welcome: {
    title: 'Welcome to Keydocket',
    lead: 'Keydocket answers one question for every account your firm touches: who can get in today, with what, until when, and what if they can’t.',
    keeps: 'What it keeps',
    keepsBody:
      'Clients, their portal accounts, authenticators, backup codes and access codes, and a record of who saw what. All of it encrypted, in one file on this computer.',
    never: 'What it never does',
    neverBody: 'It never signs in to a portal, never checks a case for you and never sends anything over the network.',
    custody: 'Whose logins',
    custodyBody:
      'Portals such as USCIS forbid sharing a login. Each account says who holds it, and nothing secret is saved for an account without a basis for it.',
    next: 'Set up Keydocket'
  },
  passphrase: {
    title: 'Choose a passphrase',
    lead: 'It encrypts everything. Nobody can look it up for you, so the next step gives you a recovery kit.',
    name: 'Your name',
    nameNote: 'Stands in the activity record beside whatever you do.',
    nameMissing: 'Enter your name.',
    passphrase: 'Passphrase',
    advice: 'At least 12 characters. Four or five unrelated words work well; no need for symbols.',
    retype: 'Passphrase again',
    newPassphrase: 'New passphrase',
    newRetype: 'New passphrase again',
    mismatch: 'The two passphrases differ.',
    missing: 'Enter a passphrase.',
    strength: 'Strength',
    scores: ['Guessed at once', 'Weak', 'Not enough yet', 'Strong', 'Very strong'],
    keychain: 'Open with this computer’s sign-in',
    keychainOffer: {
      available:
        'Keeps a key in this computer’s keychain, so that Keydocket opens without the passphrase while you are signed in to the computer. You can switch it off in Settings.',
      missing: 'This computer has no keychain that Keydocket can use, so it opens with the passphrase or the recovery kit.',
      forbidden: 'Your firm’s policy does not allow this: Keydocket opens with the passphrase or the recovery kit.'
    }
  },
  kit: {
    title: 'Your recovery kit',
    lead: 'The only way back in if the passphrase is forgotten. Print it or save it now: it is shown once, and the next step asks for two of its groups.',
    dropped: (old: string, now: string): string =>
      `This is a new kit, ${now}. If you printed or saved the one before, ${old}, destroy it: it opens nothing.`,
    groups: 'Recovery kit, eight groups of eight characters',
    reference: 'Vault reference',
    created: 'Created',
    print: 'Print',
    save: 'Save to a file',
    saved: 'Recovery kit saved. Move the file off this computer, then delete it here.',
    warning:
      'Whoever has this kit and the data folder can read everything. Keep it on paper in a safe or with the firm’s important documents, never in e-mail or beside this computer.',
    next: 'I have printed or saved it'
  },
  check: {
    title: 'Check the kit',
    lead: 'Type two groups from the paper or the file, so that you know they can be read when it matters.',
    group: (number: number): string => `Group ${number}`,
    note: 'Eight characters. Capital or small letters do not matter.',
    missing: 'Type this group from your kit.',
    wrong: 'This does not match the kit.',
    finish: 'Finish setup'
  },
  done: {
    title: 'Keydocket is ready',
    lead: 'Everything is encrypted from here on.',
    opensWith: 'Opens with',
    keychain: 'This computer’s sign-in, or the passphrase',
    passphrase: 'The passphrase',
    recovery: 'If it is lost',
    kit: (reference: string): string => `Recovery kit ${reference}`,
    member: 'Acting as',
    keychainRefused:
      'This computer’s keychain did not accept the key, so Keydocket opens with the passphrase. You can try again in Settings.',
    next: 'Open Keydocket'
  },
  sheet: {
    title: 'Keydocket recovery kit',
    use: 'The kit opens the data folder or a backup of it; it replaces neither. To open the vault with it: start Keydocket, choose “Use the recovery kit instead” and type the eight groups in order.',
    zero: 'The letters I, L, O and U do not occur: read 0 as zero and 1 as one.'
  }
} as const

export const unlockText = {
  title: 'Keydocket is locked',
  withKeychain: 'Open with this computer’s sign-in',
  openingWithKeychain: 'Opening with this computer’s sign-in…',
  keychainHint: 'A prompt of your computer’s keychain may ask for permission.',
  usePassphrase: 'Use the passphrase instead',
  passphrase: 'Passphrase',
  missing: 'Enter your passphrase.',
  unlock: 'Unlock',
  or: 'or',
  useKit: 'Use the recovery kit instead',
  kitTitle: 'Open with the recovery kit',
  kit: 'Recovery kit',
  kitNote: 'All eight groups in order. Spaces, dashes and capitals do not matter.',
  kitMissing: 'Type the eight groups of the kit.'
} as const
