import type { RotationPhase, RotationReason, SlotType } from '#contract'

/** Words of Settings > Security: what opens the vault, and how that is changed. */
export const securityText = {
  title: 'Security',
  cancel: 'Cancel',
  next: 'Continue',
  present: 'Present passphrase',
  presentMissing: 'Enter the present passphrase.',
  presentWrong: 'This is not the present passphrase.',
  kit: 'Recovery kit',
  kitMissing: 'Type the eight groups of the kit.',
  kitNote: 'All eight groups in order. Spaces, dashes and capitals do not matter.',
  useKit: 'Use the recovery kit instead',
  usePassphrase: 'Use the present passphrase instead',
  autoLock: {
    label: 'Lock without input after',
    note: 'Counts from the last key, press or movement in this window. A question comes half a minute before.',
    policy: (most: number): string =>
      `The policy of this computer locks after ${most} ${most === 1 ? 'minute' : 'minutes'} at the latest. A question comes half a minute before.`,
    minutes: (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`)
  },
  passphrase: {
    title: 'Passphrase',
    body: 'Opens Keydocket on any computer that has the data folder.',
    action: 'Change passphrase',
    dialog: 'Change the passphrase',
    explain: 'The recovery kit and this computer’s sign-in keep working. Backups made before still open with the old passphrase.',
    submit: 'Change passphrase',
    done: 'Passphrase changed.'
  },
  renewal: {
    title: 'Recovery kit',
    body: 'Print a new kit when the old one is lost, or somebody may have seen it.',
    action: 'Renew kit',
    dialog: 'Renew the recovery kit',
    explain:
      'You get a new kit, shown once. The old kit keeps working until you have retyped two groups of the new one; after that it opens nothing here. It still opens backups made before, so destroy it.',
    back: 'Cancel',
    submit: 'Renew kit',
    done: 'Recovery kit renewed. Destroy the old one.'
  },
  rotation: {
    title: 'Keys',
    body: 'Replace every key after somebody left who had the passphrase, the kit or a copy of the data folder, or when you suspect a leak.',
    action: 'Replace the keys',
    dialog: 'Replace the keys',
    what: [
      'Everything is encrypted anew under new keys: the database, and each authenticator, backup code and access code once more.',
      'You get a new recovery kit. The old kit, and the old passphrase if you choose a new one, open nothing here from then on.',
      'Backups made before keep the old keys: whoever has an old passphrase or kit and an old backup can still read it. Destroy backups that you no longer need.',
      'What somebody has already seen stays seen: enrol such authenticators and codes anew at the portals.'
    ],
    reason: 'Why',
    reasons: {
      'person-left': 'Somebody left the firm',
      'suspected-leak': 'A leak is suspected',
      precaution: 'As a precaution'
    } satisfies Record<RotationReason, string>,
    reasonMissing: 'Choose why. It is written into the activity record.',
    keep: 'Passphrase',
    choices: { next: 'Choose a new one', keep: 'Keep the present one' },
    choiceNotes: { next: 'If anybody but you may know the present one.', keep: 'Only if nobody else knows it.' },
    back: 'Cancel',
    submit: 'Replace the keys',
    phases: { copying: 'Copying the database', sealing: 'Sealing secrets anew', checking: 'Checking every secret' } satisfies Record<
      RotationPhase,
      string
    >,
    running: 'Keep Keydocket open. If it is interrupted, everything stays as it was.',
    stop: 'Stop, keep the old keys',
    stopping: 'Stopping…',
    doneTitle: 'The keys were replaced',
    done: (records: number): string =>
      `${records === 1 ? '1 secret was' : `${records} secrets were`} sealed anew. Destroy the old recovery kit, and backups that you no longer need.`,
    keychainLost: 'This computer’s sign-in was not set up again: the keychain refused. You can try again above.',
    close: 'Close'
  },
  facts: {
    title: 'How it is protected',
    reference: 'Vault reference',
    generation: 'Keys',
    generationValue: (count: number): string => (count === 1 ? 'First generation' : `Generation ${count}`),
    encryption: 'Encryption',
    encryptionValue: 'AES-256-GCM for each secret, within an encrypted database',
    derivation: 'Passphrase',
    derivationValue: (mebibytes: number, passes: number, lanes: number): string =>
      `Argon2id, ${mebibytes} MiB, ${passes} passes, ${lanes} lanes`,
    slots: {
      passphrase: 'Passphrase set on',
      kit: 'Recovery kit made on',
      keychain: 'Computer’s sign-in since'
    } satisfies Record<SlotType, string>
  },
  keychainForbidden: 'Your firm’s policy does not allow this: Keydocket opens with the passphrase or the recovery kit.',
  keychainRemoved: 'Your firm’s policy no longer allows opening with this computer’s sign-in. It was switched off.'
} as const

/** Words shown after Keydocket was opened with the recovery kit. */
export const newPassphraseText = {
  title: 'Opened with the recovery kit',
  lead: 'If you have forgotten the passphrase, choose a new one now. The kit keeps working.',
  submit: 'Set new passphrase',
  skip: 'Keep the old passphrase',
  done: 'New passphrase set.'
} as const
