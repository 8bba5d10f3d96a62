import type { Path } from '#contract'
import { type GuideId, guideIds } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import type { OptionRule } from '../command-line.ts'
import { wordOf } from '../command-line.ts'
import { CommandError } from '../exit-codes.ts'
import { findAccountId, pageSize } from '../lookup.ts'
import { facts, localTime, table } from '../terminal.ts'

const whichGuide: OptionRule = { value: 'GUIDE', help: 'which path, when several are under way', oneOf: guideIds }

const list = command(
  'path list',
  'list the guided paths under way, newest first',
  {
    account: { value: 'ACCOUNT', help: 'only this account (id or username)' },
    all: { value: null, help: 'finished and abandoned ones too' }
  },
  async ({ call, options, terminal }) => {
    const account = options.text('account')
    const paths = await call('paths.list', {
      accountId: account === undefined ? null : await findAccountId(call, account),
      openOnly: !options.has('all'),
      limit: pageSize
    })
    await terminal.answer(paths, () =>
      table(
        ['GUIDE', 'CLIENT', 'PORTAL', 'USERNAME', 'STARTED', 'BY', 'DONE', 'STATE'],
        paths.map((path) => [
          path.guide.id,
          path.clientName ?? '(firm)',
          path.portalName,
          path.username,
          localTime(path.startedAt),
          path.startedBy,
          `${path.steps.filter((step) => step.doneAt !== null).length} of ${path.steps.length}`,
          stateOf(path)
        ])
      )
    )
  }
)

const guides = command('path guides ACCOUNT', "list the paths that the account's portal offers", {}, async (context) => {
  const { call, terminal } = context
  const { portalId } = await call('accounts.get', { id: await findAccountId(call, onlyOperand(context)) })
  const offered = await call('guides.list', { portalId })
  await terminal.answer(offered, () =>
    offered.length === 0
      ? ['no path exists for this portal']
      : table(
          ['GUIDE', 'TITLE', 'STEPS', 'WHEN'],
          offered.map((guide) => [guide.id, guide.title, String(guide.steps.length), guide.when])
        )
  )
})

const start = command(
  'path start ACCOUNT',
  'start a guided path',
  { guide: { value: 'GUIDE', help: guideIds.join(', '), oneOf: guideIds, required: true } },
  async (context) => {
    const { call, options } = context
    const guideId = wordOf(guideIds, options.text('guide')) as GuideId
    await show(context, await call('paths.start', { accountId: await findAccountId(call, onlyOperand(context)), guideId }))
  }
)

const showPath = command('path show ACCOUNT', 'show the steps of the path under way', { guide: whichGuide }, async (context) =>
  show(context, await findOpenPath(context))
)

const step = command(
  'path step ACCOUNT STEP',
  'mark a step of the path under way as done',
  {
    guide: whichGuide,
    undo: { value: null, help: 'it is not done after all' },
    note: { value: 'TEXT', help: 'what was done or seen; never a code' }
  },
  async (context) => {
    const { call, options, operands } = context
    const { id } = await findOpenPath(context)
    const done = !options.has('undo')
    await show(context, await call('paths.setStep', { id, stepId: operands[1] ?? '', done, note: options.text('note') ?? '' }))
  }
)

const finish = command(
  'path finish ACCOUNT',
  'finish the path under way once its required steps are done',
  { guide: whichGuide, 'unrecorded-too': { value: null, help: 'also when something done was not recorded' } },
  async (context) => {
    const { id } = await findOpenPath(context)
    await show(context, await context.call('paths.finish', { id, unrecordedToo: context.options.has('unrecorded-too') }))
  }
)

const abandon = command(
  'path abandon ACCOUNT',
  'give the path under way up',
  { guide: whichGuide, reason: { value: 'TEXT', help: 'why' } },
  async (context) => {
    const { call, options } = context
    const { id } = await findOpenPath(context)
    await show(context, await call('paths.abandon', { id, reason: options.text('reason') ?? '' }))
  }
)

/** The one path under way for the account, of the guide given. */
async function findOpenPath(context: Context): Promise<Path> {
  const { call, options, operands } = context
  const accountId = await findAccountId(call, operands[0] ?? '')
  const guide = options.text('guide')
  const paths = await call('paths.list', { accountId, openOnly: true, limit: pageSize })
  const open = paths.filter((path) => guide === undefined || path.guide.id === guide)
  if (open.length > 1) {
    const names = open.map((path) => path.guide.id).join(', ')
    throw new CommandError('command.ambiguous', `${open.length} paths are under way, give --guide: ${names}`)
  }
  if (open[0] === undefined) throw new AppError('record.not-found', { kind: 'path' })
  return open[0]
}

const stateOf = ({ finishedAt, abandonedAt }: Path): string =>
  finishedAt !== null ? 'finished' : abandonedAt !== null ? 'abandoned' : 'under way'

/** A step nobody verified is the firm's own practice, not a rule of the agency. */
const whatToDo = (step: Path['guide']['steps'][number] | undefined): string =>
  step === undefined ? '' : step.certainty === 'U' ? `${step.text} (firm’s own practice)` : step.text

async function show({ terminal }: Context, path: Path): Promise<void> {
  await terminal.answer(path, () => [
    ...facts([
      ['Path', path.guide.title],
      ['ID', path.id],
      ['Client', path.clientName],
      ['Account', `${path.portalName} · ${path.username}`],
      ['State', stateOf(path)]
    ]),
    '',
    ...table(
      ['STEP', 'DONE', 'RECORDED', 'BY', 'AFTER', 'WAIT UNTIL', 'WHAT TO DO'],
      path.steps.map(({ stepId, doneAt, doneBy, blockedBy, isRecorded, waitUntil, waitUntilDay }) => [
        stepId,
        localTime(doneAt),
        isRecorded === null ? '' : isRecorded ? 'yes' : 'no',
        doneBy ?? '',
        blockedBy.join(' '),
        waitUntilDay ?? localTime(waitUntil),
        whatToDo(path.guide.steps.find((one) => one.id === stepId))
      ])
    )
  ])
}

export const pathCommands: readonly Command[] = [list, guides, start, showPath, step, finish, abandon]
