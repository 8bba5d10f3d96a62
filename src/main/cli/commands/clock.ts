import type { ClockState } from '#contract'
import { correctionBounds } from '#contract/clock'
import { type Command, type Context, command } from '../command.ts'
import { usageError } from '../exit-codes.ts'
import { facts, localTime } from '../terminal.ts'

/** What speaks against the clock of this computer, by a word for programs and a sentence for people. */
export function clockNotes({ changed, behindSeconds, beforeBuild, correction }: ClockState): [code: string, message: string][] {
  const notes: [string, string][] = []
  if (beforeBuild)
    notes.push(['clock-before-build', 'the clock lies before this version was built: it is wrong, and codes will be refused'])
  if (changed !== null) notes.push(['clock-changed', `the clock was set by ${changed.bySeconds} s at ${localTime(changed.at)}`])
  if (behindSeconds !== null)
    notes.push(['clock-behind', `the clock lies ${behindSeconds} s behind what was written down on this computer before`])
  if (correction !== null)
    notes.push([
      'clock-corrected',
      `codes are made for ${Math.abs(correction.seconds)} s ${correction.seconds < 0 ? 'earlier' : 'later'} than the clock says, until ${localTime(correction.until)} (${correction.by})`
    ])
  return notes
}

/** Says beside an answer what speaks against the clock. Answers the words. */
export async function noteClock({ call, terminal }: Context): Promise<string[]> {
  const notes = clockNotes(await call('clock.state', {}))
  for (const [code, message] of notes) terminal.note(code, message)
  return notes.map(([code]) => code)
}

const answer = ({ terminal }: Context, state: ClockState): Promise<void> =>
  terminal.answer(state, () => [
    ...facts([
      ['Time', localTime(state.now)],
      ['Correction', state.correction === null ? 'none' : `${state.correction.seconds} s until ${localTime(state.correction.until)}`]
    ]),
    ...clockNotes(state).map(([, message]) => `Warning: ${message}`)
  ])

const show = command('clock show', 'show what speaks against the clock of this computer', {}, async (context) =>
  answer(context, await context.call('clock.state', {}))
)

const accept = command('clock accept', 'say that the clock is right: you compared it with another one', {}, async (context) => {
  await context.call('clock.accept', {})
  await answer(context, await context.call('clock.state', {}))
})

const correct = command(
  'clock correct',
  `move the codes of this computer for a day, by ${correctionBounds.maxSeconds} seconds at most`,
  {
    'slow-by': { value: 'SECONDS', help: 'the clock is slow by so many seconds', form: 'count' },
    'fast-by': { value: 'SECONDS', help: 'the clock is fast by so many seconds', form: 'count' },
    end: { value: null, help: 'end the correction' }
  },
  async (context) => {
    const { call, options } = context
    const slow = options.count('slow-by')
    const fast = options.count('fast-by')
    const given = [slow !== undefined, fast !== undefined, options.has('end')].filter(Boolean).length
    if (given !== 1) throw usageError('give one of --slow-by, --fast-by and --end')
    const seconds = slow ?? -(fast ?? 0)
    if (Math.abs(seconds) > correctionBounds.maxSeconds) throw usageError(`at most ${correctionBounds.maxSeconds} seconds`)
    await answer(context, await call('clock.correct', { seconds: seconds === 0 ? 0 : seconds }))
  }
)

export const computerClockCommands: readonly Command[] = [show, accept, correct]
