import type { Guide, Path } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId } from './fake-firm.ts'

const step = (id: string, text: string, more: Partial<Guide['steps'][number]> = {}): Guide['steps'][number] => ({
  id,
  text,
  words: [],
  page: null,
  wait: null,
  record: null,
  code: null,
  after: [],
  required: true,
  source: 'Made up for the tests',
  certainty: 'U',
  ...more
})

/** Made-up guides: the real ones are data of the portals. */
const guides: readonly Guide[] = [
  {
    id: 'lost-phone',
    title: 'The phone with the second factor is lost',
    when: 'When codes go to a phone that nobody has any more.',
    steps: [
      step('sign-in', 'Sign in with the backup code.', { words: ['Use a backup code'], page: 'https://my.example.gov/sign-in' }),
      step('wait', 'If the account is locked, wait before trying again.', { wait: { minutes: 60, businessDays: null }, required: false }),
      step('change', 'Change the second factor.', {
        after: ['sign-in'],
        record: 'second-factor',
        words: ['Edit', 'Two-step verification']
      }),
      step('new-code', 'Note the new backup code.', { after: ['change'], record: 'backup-code' }),
      step('ask', 'If that fails, ask the help desk.', { wait: { minutes: null, businessDays: 10 }, required: false, record: 'note' })
    ]
  },
  {
    id: 'locked-out',
    title: 'The account is locked',
    when: 'After too many wrong codes.',
    steps: [step('wait', 'Wait before the next attempt.', { wait: { minutes: 60, businessDays: null } })]
  }
]

/** Guided paths: order, blocked steps and clocks as far as the screen shows them. */
export function pathHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const path = (id: string): Path => firm.paths.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'path' })
  const keep = (next: Path): Path => {
    const done = new Set(next.steps.filter(({ doneAt }) => doneAt !== null).map(({ stepId }) => stepId))
    const steps = next.steps.map((one, index) => {
      const { after = [], wait = null } = next.guide.steps[index] ?? {}
      const begun = next.steps[index - 1]?.doneAt ?? null
      return {
        ...one,
        blockedBy: after.filter((id) => !done.has(id)),
        waitUntil: begun !== null && wait?.minutes ? begun + wait.minutes * 60_000 : null
      }
    })
    const kept = { ...next, steps }
    firm.paths = [kept, ...firm.paths.filter(({ id }) => id !== next.id)]
    emit('paths.changed', { pathId: kept.id, accountId: kept.accountId })
    return kept
  }
  return {
    'guides.list': () => [...guides],
    'paths.list': ({ accountId = null, openOnly = true }) =>
      firm.paths.filter(
        (one) => (accountId === null || one.accountId === accountId) && (!openOnly || (one.finishedAt === null && one.abandonedAt === null))
      ),
    'paths.get': ({ id }) => path(id),
    'paths.start': ({ accountId, guideId }) => {
      const account = firm.accounts.find(({ id }) => id === accountId) ?? refuse('record.not-found', { kind: 'account' })
      const guide = guides.find(({ id }) => id === guideId) ?? refuse('record.not-found', { kind: 'guide' })
      const open = firm.paths.find((one) => one.accountId === accountId && one.guide.id === guideId && one.finishedAt === null)
      if (open) refuse('paths.already-open', { pathId: open.id })
      const { clientName, portalName, username } = account
      return keep({
        id: fakeId(8000 + firm.paths.length),
        accountId,
        clientName,
        portalName,
        username,
        guide,
        steps: guide.steps.map(({ id }) => ({
          stepId: id,
          doneAt: null,
          doneBy: null,
          note: '',
          waitUntil: null,
          waitUntilDay: null,
          blockedBy: [],
          isRecorded: null
        })),
        startedAt: now(),
        startedBy: 'Dana Whitfield',
        finishedAt: null,
        abandonedAt: null
      })
    },
    'paths.setStep': ({ id, stepId, done, note = '' }) => {
      const one = path(id)
      const steps = one.steps.map((each) =>
        each.stepId === stepId ? { ...each, note, doneAt: done ? now() : null, doneBy: done ? 'Dana Whitfield' : null } : each
      )
      return keep({ ...one, steps })
    },
    'paths.finish': ({ id, unrecordedToo = false }) => {
      const one = path(id)
      const open = one.guide.steps.filter((each, index) => each.required && one.steps[index]?.doneAt === null)
      if (open.length > 0) refuse('paths.step-order', { steps: open.map((each) => each.id) })
      const unrecorded = one.steps.filter((each) => each.doneAt !== null && each.isRecorded === false)
      if (unrecorded.length > 0 && !unrecordedToo) refuse('paths.not-recorded', { steps: unrecorded.map((each) => each.stepId) })
      return keep({ ...one, finishedAt: now() })
    },
    'paths.abandon': ({ id }) => keep({ ...path(id), abandonedAt: now() }),
    'links.open': () => ({ opened: true })
  } satisfies Partial<Handlers>
}
