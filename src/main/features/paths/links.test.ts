/** Opening a portal's page: through the features, and through the whole core with its lock. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import { AppError, isAppError } from '../../errors.ts'
import type { ExternalLinks } from '../../ports.ts'
import { openSqlite } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { createListLinks, createTestPorts } from '../../testing/test-ports.ts'

const page = 'https://my.uscis.gov/account/v1/needhelp?receipt=IOE0912345678#part'

describe('links.open', () => {
  let firm: TestFirm
  const links = createListLinks()
  beforeEach(async () => {
    links.asked.length = 0
    links.agrees = true
    firm = await openTestFirm(await openSqlite(), { externalLinks: links })
  })
  afterEach(() => firm.db.close())
  const opened = async () => (await firm.call('audit.list', {})).rows.filter((row) => row.event === 'link.opened')

  test('names the host, opens on yes, and writes down host and path only', async () => {
    const { account, client } = await withAccount(firm)
    expect(await firm.call('links.open', { url: page, accountId: account.id })).toEqual({ opened: true })
    expect(links.asked).toEqual([{ url: page, host: 'my.uscis.gov' }])
    expect(await opened()).toMatchObject([
      { accountId: account.id, clientId: client.id, details: { host: 'my.uscis.gov', path: '/account/v1/needhelp' } }
    ])
    expect(await firm.call('links.open', { url: 'https://ssa.gov' })).toEqual({ opened: true })
    expect((await opened())[0]).toMatchObject({ accountId: null, details: { host: 'ssa.gov', path: '/' } })
  })

  test('writes down nothing when the person declines', async () => {
    links.agrees = false
    expect(await firm.call('links.open', { url: page })).toEqual({ opened: false })
    expect(await opened()).toEqual([])
  })

  test('does not even ask about a foreign address', async () => {
    for (const [url, host] of [
      ['https://myuscisgov.com/contactcenter.html', 'myuscisgov.com'],
      ['https://my.uscis.gov@usciss.us/', 'usciss.us'],
      ['https://my.uscis.gov:8443/', 'my.uscis.gov:8443'],
      ['javascript:alert(1)', ''],
      ['file:///etc/passwd', '']
    ] as const) {
      const error: unknown = await firm.call('links.open', { url }).catch((thrown: unknown) => thrown)
      expect(isAppError(error, 'links.not-allowed') && error.params).toEqual({ host })
    }
    expect(links.asked).toEqual([])
  })

  test('an account nobody knows, and a browser that does not start, fail and leave the next question free', async () => {
    const nobody = '01936d6e-0000-7000-8000-000000000000'
    await expect(firm.call('links.open', { url: page, accountId: nobody })).rejects.toMatchObject({ code: 'record.not-found' })
    const failing: ExternalLinks = {
      open: async () => {
        throw new AppError('links.failed', {})
      }
    }
    const other = await openTestFirm(await openSqlite(), { externalLinks: failing })
    for (const _again of [1, 2]) await expect(other.call('links.open', { url: page })).rejects.toMatchObject({ code: 'links.failed' })
    await other.db.close()
    expect(await firm.call('links.open', { url: page })).toEqual({ opened: true })
  })
})

describe('a question that nobody answers', () => {
  test('is the only one, and does not keep the vault from locking', async () => {
    const asked = Promise.withResolvers<AbortSignal>()
    let questions = 0
    const externalLinks: ExternalLinks = {
      open: (_url, _host, signal) => {
        questions += 1
        asked.resolve(signal)
        return new Promise(() => {})
      }
    }
    const ports = createTestPorts({ externalLinks })
    const app = await createApp(ports)
    const call = async (channel: string, input: unknown) => {
      const answer = await app.invoke(channel, input)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.value as Record<string, never>
    }
    const begin = { passphrase: 'tangled orchard velvet quarry 48', memberName: 'Ana', useKeychain: false }
    const kit = (await call('vault.begin', begin)) as unknown as { groups: string[]; confirm: number[] }
    await call('vault.confirmKit', { groups: kit.confirm.map((number) => kit.groups[number - 1]) })
    const waiting = app.invoke('links.open', { url: page })
    const signal = await asked.promise
    expect(await call('links.open', { url: page })).toEqual({ opened: false })
    expect(questions).toBe(1)
    await call('vault.lock', {})
    expect(signal.aborted).toBe(true)
    expect(await waiting).toEqual({ ok: true, value: { opened: false } })
    await app.close()
  })
})
