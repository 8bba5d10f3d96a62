import { join } from 'node:path'
import type { CalendarFolder } from '../ports.ts'
import { replaceFileOrFail } from './node-file-saver.ts'

/** Writes into a folder the host lets the person choose. */
export function createNodeCalendarFolder(choose: CalendarFolder['choose']): CalendarFolder {
  return {
    choose,
    pathOf: (folder, name) => join(folder, name),
    write: (folder, name, text) => replaceFileOrFail(join(folder, name), text)
  }
}
