/** Words of the question asked before typed text is thrown away; every form asks it the same way. */
export const discardText = {
  title: 'Discard what you typed?',
  body: 'It has not been saved.',
  confirm: 'Discard',
  keep: 'Keep editing'
} as const
