/** What stands in the memory of a process, read from outside as a debugger would (Linux, same user or root). */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const chunkBytes = 16 * 1024 * 1024

/** How often each of `wanted` stands in all writable memory of `pid`. */
export function countInMemory(pid: number, wanted: ReadonlyMap<string, readonly Buffer[]>): Map<string, number> {
  const found = new Map([...wanted.keys()].map((name) => [name, 0]))
  const longest = Math.max(...[...wanted.values()].flat().map(({ length }) => length))
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const chunk = Buffer.alloc(chunkBytes + longest)
  try {
    for (const { from, to } of writableRegions(pid)) {
      for (let at = from; at < to; at += chunkBytes) {
        // Reaches over into the next chunk by less than the longest: nothing is missed at the seam, and hardly anything counted twice.
        const length = Math.min(to - at, chunkBytes + longest - 1)
        let read = 0
        try {
          read = readSync(memory, chunk, 0, length, at)
        } catch {
          // Mapped but not there: guard pages, devices.
          continue
        }
        const bytes = chunk.subarray(0, read)
        for (const [name, forms] of wanted) {
          for (const form of forms) {
            for (let hit = bytes.indexOf(form); hit !== -1 && hit < chunkBytes; hit = bytes.indexOf(form, hit + 1))
              found.set(name, (found.get(name) ?? 0) + 1)
          }
        }
      }
    }
  } finally {
    closeSync(memory)
    chunk.fill(0)
  }
  return found
}

function writableRegions(pid: number): { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from, to, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? []
      return rights?.startsWith('rw') ? [{ from: Number.parseInt(from ?? '', 16), to: Number.parseInt(to ?? '', 16) }] : []
    })
}

/** A text as programs keep it. */
export const formsInMemory = (text: string): Buffer[] => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
