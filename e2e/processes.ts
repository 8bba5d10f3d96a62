import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** `pid` and everything that descends from it. */
export function processTree(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = existing(() => readFileSync(`/proc/${name}/stat`, 'utf8'), null)
    if (stat !== null) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const descends = (child: number): boolean => child === pid || (parents.has(child) && descends(parents.get(child) ?? 0))
  return [...parents.keys()].filter(descends)
}

/** Local addresses of TCP sockets in state LISTEN (0A) that one of the processes holds. */
export function listeningSocketsOf(pids: readonly number[]): string[] {
  const held = new Set(pids.flatMap(socketsOf))
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[3] === '0A' && held.has(columns[9] ?? ''))
      .map((columns) => columns[1] ?? '')
  )
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return existing(() => readdirSync(folder), []).flatMap(
    (fd) => /^socket:\[(\d+)\]$/.exec(existing(() => readlinkSync(`${folder}/${fd}`), ''))?.[1] ?? []
  )
}

/** Processes end and files close while they are being listed. */
function existing<T>(read: () => T, gone: T): T {
  try {
    return read()
  } catch {
    return gone
  }
}
