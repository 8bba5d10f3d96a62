import type { BrowserContext, CDPSession } from 'playwright'

const origin = 'https://clipboard.keydocket.localhost'

/** Chromium's clipboard (on a headed one: the desktop's), for main alone. The page of the window has no access to it. */
export interface BrowserClipboard {
  read(): Promise<string>
  write(text: string): Promise<void>
}

/**
 * A page of its own origin that is in no window, so that the permission it needs is not the window's. Playwright does not see such pages:
 * it is driven by the protocol's own messages, over the same pipe.
 */
export async function openClipboard(context: BrowserContext): Promise<BrowserClipboard> {
  const browser = context.browser()
  if (browser === null) throw new Error('this context has no browser')
  const session = await browser.newBrowserCDPSession()
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', hidden: true })
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const page = createPageSession(session, sessionId)
  context.once('close', page.end)
  await session.send('Browser.grantPermissions', { origin, permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] })
  const loaded = page.once('Page.loadEventFired')
  page.on('Fetch.requestPaused', ({ requestId }) => {
    const responseHeaders = [{ name: 'content-type', value: 'text/html' }]
    void page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders,
      body: btoa('<!doctype html><title>Clipboard</title>')
    })
  })
  await page.send('Page.enable')
  await page.send('Fetch.enable', {})
  // Without focus a page may not read the clipboard.
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await page.send('Page.navigate', { url: `${origin}/` })
  await loaded

  const run = async (expression: string): Promise<string> => {
    const answer = await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer['exceptionDetails'] !== undefined) throw new Error('the clipboard could not be used')
    return (answer['result'] as { value: string }).value
  }
  return {
    read: () => run('navigator.clipboard.readText()'),
    write: async (text) => {
      await run(`navigator.clipboard.writeText(${JSON.stringify(text)}).then(() => '')`)
    }
  }
}

type Facts = Record<string, unknown>

/** Commands to one target and events from it, carried inside the browser's session. */
function createPageSession(session: CDPSession, sessionId: string) {
  const waiting = new Map<number, { resolve(result: Facts): void; reject(error: Error): void }>()
  const listeners = new Map<string, ((params: Facts) => void)[]>()
  let lastId = 0
  let isEnded = false
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return
    const message = JSON.parse(event.message) as {
      id?: number
      result?: Facts
      error?: { message: string }
      method?: string
      params?: Facts
    }
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? []) listener(message.params ?? {})
      return
    }
    const waiter = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) waiter?.resolve(message.result ?? {})
    else waiter?.reject(new Error(message.error.message))
  })
  const on = (method: string, listener: (params: Facts) => void): void => {
    listeners.set(method, [...(listeners.get(method) ?? []), listener])
  }
  return {
    on,
    /** The browser is gone: nothing more will be answered. */
    end: () => {
      isEnded = true
      for (const { reject } of waiting.values()) reject(new Error('the browser is gone'))
      waiting.clear()
    },
    once: (method: string) => new Promise<Facts>((resolve) => on(method, resolve)),
    send: (method: string, params: Facts = {}) =>
      new Promise<Facts>((resolve, reject) => {
        if (isEnded) throw new Error('the browser is gone')
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: lastId, method, params }) }).catch(reject)
      })
  }
}
