import type { SavedList } from '#contract'
import type { Context } from './command.ts'
import type { OptionRules } from './command-line.ts'
import { wordOf } from './command-line.ts'
import { usageError } from './exit-codes.ts'
import { noteSyncedFolder } from './files.ts'
import { facts } from './terminal.ts'

const separators = [',', ';'] as const

/** Options of every command that lists something. */
export const csvOptions = {
  csv: { value: 'FILE', help: 'save the list as CSV in a new FILE instead (- for standard output)' },
  separator: { value: 'CHARACTER', help: 'between the cells of --csv: , or ; (default ,)', oneOf: separators },
  bom: { value: null, help: 'begin the file of --csv with the mark by which spreadsheets recognise UTF-8' }
} as const satisfies OptionRules

/** Whether the list is to be saved rather than shown. */
export const isSaved = ({ options }: Context): boolean => {
  if (options.has('csv')) return true
  if (options.has('separator') || options.has('bom')) throw usageError('--separator and --bom go with --csv')
  return false
}

/** Saves the list where `--csv` says. */
export async function saveList({ call, options, terminal }: Context, list: SavedList): Promise<void> {
  const { rows } = await call('lists.save', {
    list,
    separator: wordOf(separators, options.text('separator')) ?? ',',
    byteOrderMark: options.has('bom')
  })
  const file = options.text('csv') ?? ''
  // Standard output is the list itself.
  if (file === '-') return
  noteSyncedFolder(terminal, file)
  await terminal.answer({ file, rows }, () =>
    facts([
      ['File', file],
      ['Rows', String(rows)]
    ])
  )
}
