import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { channels } from '#contract'
import { findPageFacts, judgePage } from '../../scripts/runtime/page-facts.mjs'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { listeningSocketsOf, processTree } from '../processes.ts'

test.describe('the window', () => {
  test('opens Keydocket and knows its host', async ({ keydocket }) => {
    await expect(keydocket.page).toHaveTitle('Keydocket')
    await expect(keydocket.page.locator('#root')).not.toBeEmpty()
    const info = await keydocket.invoke('app.info', {})
    expect(info).toMatchObject({ ok: true, value: { host: keydocket.host, dataFolder: keydocket.dataFolder } })
  })

  test('has no Node and no way to Electron', async ({ keydocket }) => {
    const found = await keydocket.page.evaluate(() => {
      const page = window as unknown as Record<string, unknown>
      return ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer', '__keydocketStandIn'].filter(
        (name) => page[name] !== undefined
      )
    })
    expect(found).toEqual([])
  })

  test('sees exactly the contract, frozen', async ({ keydocket }) => {
    const seen = await keydocket.page.evaluate(() => {
      const page = window as unknown as { keydocket: Record<string, Record<string, unknown>> }
      const api = page.keydocket
      const names = Object.keys(api).flatMap((feature) =>
        typeof api[feature] === 'function' ? [feature] : Object.keys(api[feature] ?? {}).map((verb) => `${feature}.${verb}`)
      )
      try {
        page.keydocket = {}
      } catch {}
      try {
        ;(api['vault'] as Record<string, unknown>)['lock'] = () => 'taken over'
      } catch {}
      try {
        api['extra'] = {}
      } catch {}
      return {
        names,
        isSame: page.keydocket === api,
        lock: String(api['vault']?.['lock']).includes('taken over'),
        extra: 'extra' in api,
        frozen: [api, ...Object.values(api)].every((part) => typeof part === 'function' || Object.isFrozen(part))
      }
    })
    expect(seen.names.sort()).toEqual([...channels, 'on'].sort())
    expect(seen).toMatchObject({ isSame: true, lock: false, extra: false, frozen: true })
  })
})

test.describe('calls', () => {
  test('an unknown channel and input that does not fit answer envelopes', async ({ keydocket }) => {
    const unknown = await keydocket.page.evaluate(() => {
      const api = (window as unknown as { keydocket: Record<string, Record<string, unknown>> }).keydocket
      return api['vault']?.['noSuchVerb'] === undefined
    })
    expect(unknown).toBe(true)
    expect(await keydocket.invoke('vault.status', { extra: 1 } as never)).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
    for (const odd of [null, undefined, 'text', 7, Number.NaN, [], [1], { a: { b: [] } }, '\ud800']) {
      expect(await keydocket.invoke('vault.measurePassphrase', odd as never)).toMatchObject({
        ok: false,
        error: { code: 'request.invalid' }
      })
    }
    expect(await keydocket.invoke('vault.status', {})).toMatchObject({ ok: true })
  })

  test('before the vault is open, its contents are refused', async ({ keydocket }) => {
    for (const channel of ['clients.list', 'accounts.list', 'audit.list', 'settings.get'] as const) {
      expect(await keydocket.invoke(channel, {} as never)).toMatchObject({ ok: false, error: { code: 'vault.locked' } })
    }
  })

  test('what cannot be cloned does not reach main', async ({ keydocket }) => {
    const answer = await keydocket.page.evaluate(() =>
      (window as unknown as { keydocket: { vault: { status(input: unknown): Promise<unknown> } } }).keydocket.vault
        .status({ call: () => 1 })
        .then(
          () => 'answered',
          () => 'refused'
        )
    )
    expect(answer).toBe('refused')
  })
})

test.describe('policy', () => {
  test('every page comes with its policy as headers', async ({ keydocket }) => {
    const response = await keydocket.page.reload()
    const headers = response?.headers() ?? {}
    const policy = (headers['content-security-policy'] ?? '').split('; ')
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'"
    ]) {
      expect(policy).toContain(directive)
    }
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer'
    })
  })

  test('injected scripts do not run', async ({ keydocket, problems }) => {
    const ran = await keydocket.page.evaluate(async () => {
      const page = window as unknown as Record<string, unknown>
      const attempts: (() => void)[] = [
        () => {
          const script = document.createElement('script')
          script.append('window.injected = "inline"')
          document.head.append(script)
        },
        () => {
          document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.injected = 1">')
        },
        () => {
          const button = document.createElement('button')
          button.setAttribute('onclick', 'window.injected = "handler"')
          document.body.append(button)
          button.click()
        },
        () => {
          const script = document.createElement('script')
          script.setAttribute('src', 'https://example.com/x.js')
          document.head.append(script)
        },
        () => {
          const frame = document.createElement('iframe')
          frame.setAttribute('srcdoc', '<script>parent.injected = "frame"</script>')
          document.body.append(frame)
        }
      ]
      let refused = 0
      document.addEventListener('securitypolicyviolation', () => {
        refused += 1
      })
      for (const attempt of attempts) {
        try {
          attempt()
        } catch {}
      }
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      return { injected: page['injected'] ?? null, refused }
    })
    expect(ran.injected).toBeNull()
    expect(ran.refused).toBeGreaterThanOrEqual(4)
    await expect.poll(() => problems.length).toBeGreaterThanOrEqual(4)
    problems.splice(0)
  })

  test('the page can reach no network', async ({ keydocket, problems }) => {
    const outcomes = await keydocket.page.evaluate(async () => {
      const outcome = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'loaded',
          () => 'refused'
        )
      const picture = new Promise((resolve, reject) => {
        const image = new Image()
        image.onload = resolve
        image.onerror = reject
        image.src = 'https://example.com/x.png'
      })
      const socket = new Promise((resolve, reject) => {
        const connection = new WebSocket('wss://example.com/')
        connection.onopen = resolve
        connection.onerror = reject
      })
      return Promise.all([outcome(fetch('https://example.com/')), outcome(fetch('/index.html')), outcome(picture), outcome(socket)])
    })
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused'])
    problems.splice(0)
  })

  test('no window opens, by script or by link', async ({ keydocket }) => {
    const { page } = keydocket
    expect(
      await page.evaluate(() => window.open('https://example.com/') === null && window.open('app://keydocket/index.html') === null)
    ).toBe(true)
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      link.textContent = 'away'
      document.body.append(link)
      link.click()
      link.remove()
    })
    await expect.poll(() => page.context().pages().length).toBe(1)
    await expect(page).toHaveTitle('Keydocket')
  })

  test('the page goes nowhere else', async ({ keydocket, problems }) => {
    const { page } = keydocket
    const before = page.url()
    for (const leave of [
      () => location.assign('https://example.com/'),
      () => {
        const link = document.createElement('a')
        link.href = 'https://example.com/'
        link.target = '_top'
        document.body.append(link)
        link.click()
        link.remove()
      },
      () => location.assign('file:///etc/passwd'),
      () => location.assign('data:text/html,<p>gone'),
      () => {
        const form = document.createElement('form')
        form.action = 'https://example.com/'
        document.body.append(form)
        form.submit()
        form.remove()
      }
    ]) {
      await page.evaluate(leave)
      // A navigation that were allowed would have begun by the time a call has gone to main and back.
      expect(await keydocket.invoke('app.info', {})).toMatchObject({ ok: true })
      expect(page.url()).toBe(before)
    }
    problems.splice(0)
  })

  test('what the check of the runtime asks of a page holds here too', async ({ keydocket, problems }) => {
    const verdicts = judgePage(await keydocket.page.evaluate(findPageFacts))
    expect(verdicts.filter(({ holds }) => !holds)).toEqual([])
    expect(verdicts.length).toBeGreaterThanOrEqual(8)
    problems.splice(0)
  })

  test('no permission is granted', async ({ keydocket, problems }) => {
    const granted = await keydocket.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'clipboard-write',
        'midi',
        'local-fonts',
        'persistent-storage'
      ]
      const states = await Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            (status) => status.state,
            () => 'denied'
          )
        )
      )
      const copied = await navigator.clipboard.writeText('taken').then(
        () => true,
        () => false
      )
      const filmed = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => true,
        () => false
      )
      return [...names.filter((_, index) => states[index] === 'granted'), ...(copied ? ['copied'] : []), ...(filmed ? ['filmed'] : [])]
    })
    expect(granted).toEqual([])
    problems.splice(0)
  })
})

test.describe('the computer around it', () => {
  test('the clipboard belongs to main', async ({ keydocket }) => {
    await keydocket.setClipboard('something of the user')
    expect(await keydocket.readClipboard()).toBe('something of the user')
  })

  for (const event of ['suspend', 'lock-screen'] as const) {
    test(`${event} locks the vault`, async ({ keydocket }) => {
      await makeVault(keydocket)
      await keydocket.power(event)
      // The page that is asked may be the one that the lock takes away.
      await expect.poll(() => stateOf(keydocket).catch(() => 'renewing')).toBe('locked')
    })
  }

  test('the recovery kit is saved where the person says, and nowhere when they cancel', async ({ keydocket }) => {
    await keydocket.invoke('vault.begin', setup)
    expect(await keydocket.invoke('vault.saveKit', {})).toEqual({ ok: true, value: { saved: false } })
    const path = join(keydocket.dataFolder, 'kit.txt')
    await keydocket.chooseSavePath(path)
    expect(await keydocket.invoke('vault.saveKit', {})).toEqual({ ok: true, value: { saved: true } })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toContain('Keydocket')
  })

  test('events reach the page', async ({ keydocket }) => {
    await keydocket.page.evaluate(() => {
      const page = window as unknown as {
        keydocket: { on(event: string, listener: (payload: unknown) => void): () => void }
        heard: unknown[][]
      }
      page.heard = []
      const stop = page.keydocket.on('settings.changed', (...args) => page.heard.push(['stopped', ...args]))
      page.keydocket.on('vault.changed', (...args) => page.heard.push(args))
      page.keydocket.on('settings.changed', () => page.heard.push(['settings']))
      stop()
    })
    await makeVault(keydocket)
    await keydocket.invoke('settings.update', { clipboardSeconds: 15 })
    const heard = () => keydocket.page.evaluate(() => (window as unknown as { heard: unknown[][] }).heard)
    await expect.poll(heard).toEqual([[{ state: 'open' }], ['settings']])
  })

  test('no process of it listens on a port', async ({ keydocket }) => {
    test.skip(process.platform !== 'linux', 'reads /proc')
    test.skip(keydocket.host === 'electron', 'Playwright itself drives Electron through a port')
    const tree = processTree(process.pid)
    expect(tree).toContain(keydocket.mainPid)
    expect(tree.length).toBeGreaterThan(4)
    expect(listeningSocketsOf(tree)).toEqual([])
    // The look would have found one.
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    expect(listeningSocketsOf(processTree(process.pid))).toHaveLength(1)
    server.close()
  })

  test('quitting and starting again keeps the data folder', async ({ keydocket }) => {
    const before = keydocket.mainPid
    await keydocket.restart()
    expect(keydocket.mainPid).not.toBe(before)
    expect(await keydocket.invoke('app.info', {})).toMatchObject({ ok: true, value: { dataFolder: keydocket.dataFolder } })
  })

  test('when main is killed its window closes', async ({ keydocket }) => {
    const { page, mainPid } = keydocket
    await keydocket.killMain()
    expect(page.isClosed()).toBe(true)
    expect(processTree(process.pid)).not.toContain(mainPid)
  })

  test('closing the window ends main', async ({ keydocket }) => {
    const { page, mainPid } = keydocket
    await page.close()
    await expect.poll(() => processTree(process.pid).includes(mainPid)).toBe(false)
  })
})

const setup = { passphrase: 'seven plain lanterns over harbour', memberName: 'Ana Diaz', useKeychain: false }

async function makeVault({ invoke }: Keydocket): Promise<void> {
  const kit = await invoke('vault.begin', setup)
  if (!kit.ok) throw new Error(kit.error.code)
  const [first, second] = kit.value.confirm
  const groups: [string, string] = [kit.value.groups[first - 1] ?? '', kit.value.groups[second - 1] ?? '']
  expect(await invoke('vault.confirmKit', { groups })).toMatchObject({ ok: true, value: { state: 'open' } })
}

async function stateOf({ invoke }: Keydocket): Promise<string> {
  const status = await invoke('vault.status', {})
  return status.ok ? status.value.state : status.error.code
}
