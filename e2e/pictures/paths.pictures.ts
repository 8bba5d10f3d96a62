/** Every guided path that the tests walk: as it begins, half way, and finished. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { firstRun } from '../pages/first-run.ts'
import { doEveryStep, finishAllTheSame, walkedPaths } from '../walked-paths.ts'
import { picture } from './picture.ts'

test('pictures of the guided paths', async ({ keydocket }) => {
  const { page } = keydocket
  await firstRun(keydocket, { kitFile: join(mkdtempSync(join(tmpdir(), 'keydocket-pictures-')), 'kit.txt'), useKeychain: false })
  expect((await keydocket.invoke('sample.load', {})).ok).toBe(true)
  for (const [portalId, guideId] of walkedPaths) {
    const list = await keydocket.invoke('accounts.list', { portalId, limit: 500 })
    const open = await keydocket.invoke('paths.list', { limit: 500 })
    const busy = new Set(open.ok ? open.value.filter((path) => path.guide.id === guideId).map((path) => path.accountId) : [])
    const account = list.ok ? list.value.rows.find((row) => !busy.has(row.id)) : undefined
    const started = await keydocket.invoke('paths.start', { accountId: account?.id ?? '', guideId })
    if (!started.ok) throw new Error(`${portalId} ${guideId}: ${started.error.code}`)
    const { id, steps } = started.value
    await page.evaluate((path) => {
      location.hash = `#/paths/${path}`
    }, id)
    await page.getByRole('heading', { name: 'Steps' }).waitFor()
    const name = `paths/${portalId}-${guideId}`
    await picture(keydocket, `${name}-1-begun`, { sizes: ['1440x900'], themes: ['light'] })
    await doEveryStep(keydocket, steps.length, {
      after: async (done) => {
        if (done === Math.ceil(steps.length / 2)) {
          await picture(keydocket, `${name}-2-half-way`, { sizes: ['1024x700'], themes: ['dark'] })
        }
      }
    })
    await finishAllTheSame(keydocket, id)
    await picture(keydocket, `${name}-3-finished`, { sizes: ['1440x900'], themes: ['light'] })
  }
})
