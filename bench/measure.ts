/** Timing two ways of doing the same job in one process, turn by turn, so that a busy moment of the machine falls on both. */

export interface Pair {
  readonly ours: number
  readonly bare: number
}

type Work = () => unknown

async function timed(work: Work): Promise<number> {
  const start = performance.now()
  const result = work()
  if (result instanceof Promise) await result
  return performance.now() - start
}

/** Middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2
}

/** Value below which `percent` of all lie (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return at(sorted, Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1))
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

/** Medians in milliseconds over `rounds` after one unmeasured turn of each. Who goes first changes every round. */
export async function alternate(rounds: number, ours: Work, bare: Work): Promise<Pair> {
  const times = { ours: [] as number[], bare: [] as number[] }
  await timed(ours)
  await timed(bare)
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) times.ours.push(await timed(ours))
    times.bare.push(await timed(bare))
    if (round % 2 === 1) times.ours.push(await timed(ours))
  }
  return { ours: median(times.ours), bare: median(times.bare) }
}

/** The same for each item by itself: one pair of medians per item, so that percentiles speak of items and not of the machine's hiccups. */
export async function alternateEach<T>(
  items: readonly T[],
  rounds: number,
  ours: (item: T) => unknown,
  bare: (item: T) => unknown
): Promise<Pair[]> {
  const times = items.map(() => ({ ours: [] as number[], bare: [] as number[] }))
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, item] of items.entries()) {
      const oursTime = await timed(() => ours(item))
      const bareTime = await timed(() => bare(item))
      if (round < 0) continue
      times[index]?.ours.push(oursTime)
      times[index]?.bare.push(bareTime)
    }
  }
  return times.map((one) => ({ ours: median(one.ours), bare: median(one.bare) }))
}
