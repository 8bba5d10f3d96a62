import type { CheckedCode, ClockState } from '#contract'
import { formatInstant, formatTime } from './dates.ts'

/** "45 seconds", "3 minutes", "2 hours", "400 days" from a number of seconds, signs aside. */
export function duration(seconds: number): string {
  const size = Math.abs(seconds)
  const [count, unit] =
    size < 120 ? [size, 'second'] : size < 7_200 ? [size / 60, 'minute'] : size < 172_800 ? [size / 3_600, 'hour'] : [size / 86_400, 'day']
  const whole = Math.round(count)
  return `${whole.toLocaleString('en-US')} ${unit}${whole === 1 ? '' : 's'}`
}

/** What speaks against the clock, most serious first; empty when nothing does. */
export function clockWarnings({ changed, behindSeconds, beforeBuild, correction }: ClockState): string[] {
  return [
    ...(beforeBuild
      ? [
          'The clock of this computer shows a time before this version of Keydocket was made. It is wrong, and portals will refuse the codes.'
        ]
      : []),
    ...(changed === null
      ? []
      : [
          `The clock of this computer was set ${changed.bySeconds < 0 ? 'back' : 'forward'} by ${duration(changed.bySeconds)} at ${formatTime(changed.at)}.`
        ]),
    ...(behindSeconds === null
      ? []
      : [`The clock of this computer lies ${duration(behindSeconds)} behind what was written down here before.`]),
    ...(correction === null
      ? []
      : [
          `Codes are made for a time ${duration(correction.seconds)} ${correction.seconds < 0 ? 'earlier' : 'later'} than this computer’s clock, until ${formatInstant(correction.until)} (${correction.by}).`
        ])
  ]
}

/** What the check of another device's code found. */
export function checkedText(checked: CheckedCode): { tone: 'good' | 'warn' | 'bad'; title: string; body: string } {
  if (!checked.found) {
    return {
      tone: 'bad',
      title: 'Another key, or mistyped',
      body: `This is no code of this authenticator, from ${checked.minutes} minutes ago to ${checked.minutes} minutes ahead. The clock is not the reason. Type it again as the other device shows it now; if that fails too, the other device has another key, and so may the portal: set up the authenticator anew.`
    }
  }
  const { fromSeconds, toSeconds, agrees, correctionSeconds } = checked
  if (agrees) {
    return {
      tone: 'good',
      title: 'Key and clock fit',
      body: 'The other device makes the same codes at the same time. If the portal refuses them, it is another login, or the portal has another key by now.'
    }
  }
  const isSlow = toSeconds > 0
  const [least, most] = isSlow ? [fromSeconds, toSeconds] : [-toSeconds, -fromSeconds]
  return {
    tone: 'warn',
    title: 'The clock is the reason',
    body: `The key is right, but the clock of this computer is between ${least} and ${most} seconds ${isSlow ? 'slow' : 'fast'} compared with the other device. Switch on automatic time in the settings of this computer.${
      correctionSeconds === null
        ? ' That is too much to be corrected here.'
        : ` If you may not, Keydocket can move its codes by ${duration(correctionSeconds)} for a day.`
    }`
  }
}

/** Words around a clock that may be wrong. */
export const clockText = {
  title: 'Check the clock',
  help: 'Codes refused?',
  dialog: {
    title: 'Codes refused?',
    lead: 'Portals refuse a code when this computer’s clock is wrong, or when they have another key.',
    now: 'This computer’s time',
    compare:
      'Compare it with a phone, to the second. If they differ by more than half a minute, switch on automatic time in the settings of this computer.',
    field: 'Code on another device',
    hint: 'From a phone or another computer with the same authenticator. It tells a wrong clock from a wrong key.',
    missing: 'Type the code the other device shows.',
    check: 'Check',
    close: 'Close'
  },
  correct: (seconds: number): string => `Move codes by ${duration(seconds)}`,
  corrected: 'Codes on this computer are moved, for a day.',
  endCorrection: 'End the correction',
  correctionEnded: 'Codes follow the clock of this computer again.',
  accept: 'The clock is right',
  accepted: 'The clock counts as right from now on.'
} as const
