import type { PortalFiles } from '#contract'
import { type Command, command } from '../command.ts'
import { CommandError } from '../exit-codes.ts'
import { facts, table } from '../terminal.ts'
import { visible } from '../visible.ts'

const list = command('portals list', 'list the portals, and whose file each comes from', {}, async ({ call, terminal }) => {
  const files = await call('portals.files', {})
  await terminal.answer(files, () => [
    ...table(
      ['ID', 'NAME', 'VERSION', 'FROM'],
      files.inUse.map(({ id, name, version, origin, replacedVersion }) => [
        id,
        name,
        String(version),
        replacedVersion === null ? origin : `${origin} (instead of version ${replacedVersion})`
      ])
    ),
    ...refusedLines(files)
  ])
})

const check = command('portals check', "read the firm's own portal files, and fail when one is refused", {}, async ({ call, terminal }) => {
  const files = await call('portals.reload', {})
  await terminal.answer(files, () => [
    ...facts([
      ['Folder', files.folder],
      ['Used', String(files.inUse.filter(({ origin }) => origin !== 'shipped').length)],
      ['Refused', String(files.refused.length)]
    ]),
    ...refusedLines(files)
  ])
  if (files.refused.length > 0) throw new CommandError('command.bad-file', 'a portal file of the firm is not used')
})

const refusedLines = ({ refused }: PortalFiles): string[] =>
  refused.flatMap(({ fileName, problems }) => [
    '',
    `${visible(fileName)} is not used:`,
    ...problems.map((problem) => `  ${visible(problem)}`)
  ])

export const portalCommands: readonly Command[] = [list, check]
