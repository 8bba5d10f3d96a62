import { readFileSync } from 'node:fs'
import { processTree } from './processes.ts'

/** Processes that run pages, below this one. */
export function rendererPids(): number[] {
  return processTree(process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')
    } catch {
      return false
    }
  })
}
