import { expect, it } from 'vitest'
import { calibrateDerivation } from './calibration.ts'

/** A computer that takes so many milliseconds per MiB, with a clock that only its work moves. */
async function calibratedOn(msPerMebibyte: number, failsFromMebibytes = Number.POSITIVE_INFINITY): Promise<[number, number[]]> {
  let now = 0
  const tried: number[] = []
  const { memoryKiB, passes, lanes } = await calibrateDerivation(
    () => now,
    async ({ memoryKiB }) => {
      tried.push(memoryKiB / 1024)
      if (memoryKiB / 1024 >= failsFromMebibytes) throw new Error('not enough memory')
      now += (memoryKiB / 1024) * msPerMebibyte
    }
  )
  expect([passes, lanes]).toEqual([3, 4])
  return [memoryKiB / 1024, tried]
}

it.each<[string, number, number, number[]]>([
  ['a fast one: 256 MiB', 2, 256, [64, 128, 256]],
  ['one that needs 0.7 s for 256 MiB', 700 / 256, 256, [64, 128, 256]],
  ['one for which 256 MiB would be too much', 700 / 255, 128, [64, 128]],
  ['one for which 128 MiB would be too much', 6, 64, [64]],
  ['one that needs longer than 0.7 s even for the floor', 20, 64, [64]],
  ['a clock that stands still: the floor', 0, 64, [64]]
])('chooses for %s', async (_, msPerMebibyte, chosen, tried) => {
  expect(await calibratedOn(msPerMebibyte)).toEqual([chosen, tried])
})

it('takes what worked when memory runs out, and fails when even the floor does', async () => {
  expect(await calibratedOn(1, 256)).toEqual([128, [64, 128, 256]])
  await expect(calibratedOn(1, 64)).rejects.toThrow('not enough memory')
})
