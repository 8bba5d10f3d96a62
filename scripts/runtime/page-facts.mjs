// What a page can find out about its own cage. Carried into the page as text: it uses nothing outside itself.

/**
 * @typedef {{ node: string[], granted: string[], opened: boolean, webview: string, evaluated: boolean, injected: boolean,
 *   fetched: boolean, isolated: boolean }} PageFacts
 */

/** @returns {Promise<PageFacts>} */
export async function findPageFacts() {
  const page = /** @type {Record<string, any>} */ (/** @type {unknown} */ (window))
  /** @param {() => unknown} attempt @returns {Promise<boolean>} */
  const works = async (attempt) => {
    try {
      await attempt()
      return true
    } catch {
      return false
    }
  }
  const names = [
    ...['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'clipboard-write', 'midi', 'local-fonts'],
    ...['persistent-storage', 'screen-wake-lock', 'storage-access', 'window-management', 'idle-detection']
  ]
  const granted = []
  for (const name of names) {
    const answer = await navigator.permissions.query({ name: /** @type {PermissionName} */ (name) }).then(
      ({ state }) => state,
      () => 'denied'
    )
    if (answer === 'granted') granted.push(name)
  }
  if (await works(() => navigator.clipboard.writeText('taken'))) granted.push('writing the clipboard')
  if (await works(() => navigator.clipboard.readText())) granted.push('reading the clipboard')
  if (await works(() => navigator.mediaDevices.getUserMedia({ video: true }))) granted.push('filming')
  if (await works(() => navigator.mediaDevices.getDisplayMedia())) granted.push('picturing the screen')
  for (const [kind, api] of Object.entries({ usb: 'usb', hid: 'hid', serial: 'serial', bluetooth: 'bluetooth' })) {
    const device = /** @type {Record<string, any>} */ (/** @type {unknown} */ (navigator))[api]
    if (
      device !== undefined &&
      (await works(() => (device.requestDevice ?? device.requestPort).call(device, { filters: [], acceptAllDevices: true })))
    )
      granted.push(kind)
  }
  const script = document.createElement('script')
  script.append('window.keydocketInjected = true')
  document.head.append(script)
  script.remove()
  const webview = document.createElement('webview')
  document.body.append(webview)
  const kind = Object.getPrototypeOf(webview)?.constructor?.name ?? 'unknown'
  webview.remove()
  return {
    node: ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => page[name] !== undefined),
    granted,
    opened: window.open('https://example.com/') !== null,
    webview: kind,
    evaluated: await works(() => page['eval']('1')),
    injected: page['keydocketInjected'] === true,
    fetched: await works(() => fetch('https://example.com/')),
    isolated:
      Object.isFrozen(page['keydocket']) &&
      Object.values(page['keydocket']).every((part) => typeof part === 'function' || Object.isFrozen(part))
  }
}

/** @param {PageFacts} facts @returns {import('./fuses.mjs').Verdict[]} */
export function judgePage(facts) {
  /** @param {string} check @param {unknown} found @param {unknown} wanted */
  const verdict = (check, found, wanted) => ({
    check: `page: ${check}`,
    wanted: JSON.stringify(wanted),
    found: JSON.stringify(found),
    holds: JSON.stringify(found) === JSON.stringify(wanted)
  })
  return [
    verdict('Node or Electron in reach', facts.node, []),
    verdict('permissions granted', facts.granted, []),
    verdict('opens a window', facts.opened, false),
    verdict('<webview> is', facts.webview, 'HTMLElement'),
    verdict('runs text as a program', facts.evaluated, false),
    verdict('runs an injected script', facts.injected, false),
    verdict('reaches a network', facts.fetched, false),
    verdict('bridge is frozen', facts.isolated, true)
  ]
}
