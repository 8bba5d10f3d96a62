/** Words around any secret that is shown or copied. */
export const secretText = {
  reveal: 'Show',
  hide: 'Hide',
  copy: 'Copy',
  hidesIn: (seconds: number) => `Hidden again in ${seconds} s`,
  copied: (seconds: number) => `Copied. The clipboard is cleared in ${seconds} s.`
} as const
