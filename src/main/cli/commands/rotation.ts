import { rotationKinds } from '#contract/vocabulary'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { findMemberId, pageSize, pages } from '../lookup.ts'
import { localTime, table } from '../terminal.ts'

const list = command(
  'rotation list MEMBER',
  'list what must be changed when a member leaves: secrets they saw, second factors they hold, oldest first',
  { open: { value: null, help: 'only what is still open' } },
  async (context) => {
    const { call, options, terminal } = context
    const memberId = await findMemberId(call, onlyOperand(context))
    const rows = await pages((offset) => call('rotation.list', { memberId, onlyOpen: options.has('open'), offset, limit: pageSize }))
    await terminal.answer(rows, () =>
      table(
        ['STATUS', 'SINCE', 'WHAT', 'RECORD', 'CLIENT', 'PORTAL', 'USERNAME', 'CLOSED BY', 'NOTE'],
        rows.map((row) => [
          ...[row.status, localTime(row.since), row.kind, row.recordId, row.clientName ?? '(firm)', row.portalName, row.username],
          ...[row.closedBy ?? '', row.note]
        ])
      )
    )
  }
)

/** The line that a command names: whose list, and kind and id of the record. */
async function placeOf({ call, operands }: Context) {
  const [member = '', word = '', recordId = ''] = operands
  const kind = wordOf(rotationKinds, word)
  if (kind === undefined) throw usageError(`KIND must be one of: ${rotationKinds.join(', ')}`)
  return { memberId: await findMemberId(call, member), kind, recordId: recordId.toLowerCase() }
}

const close = command(
  'rotation close MEMBER KIND RECORD',
  'note that a line of a rotation list is settled',
  { note: { value: 'TEXT', help: 'what was done, or why nothing need be' } },
  async (context) => {
    const place = await placeOf(context)
    await context.call('rotation.close', { ...place, note: context.options.text('note') ?? '' })
    await context.terminal.answer({ ...place, status: 'closed' }, () => ['closed'])
  }
)

const reopen = command('rotation reopen MEMBER KIND RECORD', 'take back that a line is settled', {}, async (context) => {
  const place = await placeOf(context)
  await context.call('rotation.reopen', place)
  await context.terminal.answer({ ...place, status: 'open' }, () => ['open'])
})

export const rotationCommands: readonly Command[] = [list, close, reopen]
