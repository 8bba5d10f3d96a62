/** The guided paths that are walked from their start to their end, by portal: by the tests, and for the pictures. */
export const walkedPaths = [
  ['uscis', 'lost-phone'],
  ['uscis', 'lost-backup-code'],
  ['uscis', 'locked-out'],
  ['uscis', 'forgotten-password'],
  ['uscis', 'changed-contact'],
  ['uscis', 'expired-access-code'],
  ['uscis', 'change-method'],
  ['uscis', 'enrol-account'],
  ['uscis', 'add-paper-case'],
  ['uscis', 'hand-back'],
  ['uscis', 'person-leaves'],
  ['login-gov', 'lost-phone'],
  ['pacer', 'lost-phone']
] as const
