/** Words of how long a matter is kept, and of its legal hold. */
export const retentionText = {
  title: 'Keeping',
  until: 'Keep until',
  noDay: 'No day set',
  hold: 'Legal hold',
  noHold: 'None',
  heldBy: (by: string, on: string): string => `since ${on}, ${by}`,
  edit: 'Change',
  dialog: (title: string): string => `Keeping “${title}”`,
  untilHint: 'The firm’s own rule. Empty: nobody has said.',
  isHeld: 'Under legal hold',
  isHeldHint: 'Nothing of the matter can be destroyed until the hold is lifted.',
  reason: 'Reason of the hold',
  reasonMissing: 'Say why, e.g. the proceeding.',
  save: 'Save',
  cancel: 'Cancel'
} as const
