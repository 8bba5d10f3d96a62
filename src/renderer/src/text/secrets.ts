/** Words around any secret that is shown or copied. */
export const secretText = {
  reveal: 'Show',
  hide: 'Hide',
  copy: 'Copy',
  isShown: (name: string) => `On the screen now: ${name}`,
  hidesIn: (seconds: number) => `Hidden again in ${seconds} s`,
  covered: 'Covered while another window is in use',
  keepInView: 'Keep in view',
  keptInView: 'Cover again',
  showOnly: 'Codes are shown only: nothing is put on the clipboard.',
  /** `by`: who acts, where it could be several. */
  copied: (seconds: number, by: string | null) => `Copied${by === null ? '' : ` by ${by}`}. The clipboard is cleared in ${seconds} s.`
} as const
