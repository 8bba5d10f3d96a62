import { EventEmitter } from 'node:events'
import type { ServedResponse } from '../calls.ts'
import { notInStandIn, only } from './only.ts'

type SessionPart = Pick<
  Electron.Session,
  | 'setBluetoothPairingHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setSpellCheckerEnabled'
>
type Handler<M extends keyof SessionPart> = Parameters<Electron.Session[M]>[0]
type RequestListener = (details: Electron.OnBeforeRequestListenerDetails, callback: (answer: Electron.CallbackResponse) => void) => void
type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1]

/** Names asked for when the window opens; a handler that grants one of them asks for more than the stand-in can do. */
const permissions = [
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'local-fonts',
  'midi',
  'fullscreen',
  'unknown'
] as const

export class StandInSession extends EventEmitter implements SessionPart {
  protocolHandlers = new Map<string, ProtocolHandler>()
  requestListener: RequestListener | null = null
  permissionRequest: Handler<'setPermissionRequestHandler'> = null
  permissionCheck: Handler<'setPermissionCheckHandler'> = null

  readonly protocol = only('session.protocol', {
    handle: (scheme, handler) => {
      this.protocolHandlers.set(scheme, handler)
    }
  } satisfies Pick<Electron.Protocol, 'handle'>)
  readonly webRequest = only('session.webRequest', {
    onBeforeRequest: (listener: RequestListener) => {
      this.requestListener = listener
    }
  })
  setPermissionRequestHandler(handler: Handler<'setPermissionRequestHandler'>): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: Handler<'setPermissionCheckHandler'>): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: Handler<'setDevicePermissionHandler'>): void {
    if (handler === null || handler({} as Parameters<typeof handler>[0])) notInStandIn('granting a device')
  }
  setBluetoothPairingHandler(handler: Handler<'setBluetoothPairingHandler'>): void {
    if (handler === null) notInStandIn('pairing without a handler')
    handler({} as Parameters<typeof handler>[0], ({ confirmed }) => (confirmed ? notInStandIn('granting a pairing') : null))
  }
  setDisplayMediaRequestHandler(handler: Handler<'setDisplayMediaRequestHandler'>): void {
    if (handler === null) notInStandIn('display capture without a handler')
    handler({} as Parameters<typeof handler>[0], (streams) => {
      if (streams !== null) notInStandIn('granting display capture')
    })
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    if (enabled) notInStandIn('the spell checker')
  }
}

const sessions = new Map<string, StandInSession>()
let settled: StandInSession | null = null

export const session = only('session', {
  fromPartition(partition, options) {
    if (partition.startsWith('persist:') || options?.cache !== false) notInStandIn('a session that writes to the disk')
    const own = sessions.get(partition) ?? only('session', new StandInSession())
    sessions.set(partition, own)
    return own as unknown as Electron.Session
  }
} satisfies Pick<typeof Electron.Session, 'fromPartition'>)

export const protocol = only('protocol', {
  registerSchemesAsPrivileged(schemes) {
    for (const { scheme, privileges } of schemes) {
      if (scheme !== 'app' || !privileges?.standard || !privileges.secure)
        notInStandIn(`scheme ${scheme} with other privileges than a standard, secure one`)
      if (privileges.bypassCSP || privileges.corsEnabled || privileges.allowServiceWorkers)
        notInStandIn('privileges that weaken the scheme')
    }
  }
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>)

/** The window is about to use this session: the driver refuses every permission, so the shell's handlers must say the same. */
export function settleSession(own: StandInSession): void {
  const { permissionCheck, permissionRequest } = own
  if (permissionCheck === null || permissionRequest === null) notInStandIn("Electron's own permission handling, which grants")
  for (const permission of permissions) {
    if (permissionCheck(null, permission, '', {} as Electron.PermissionCheckHandlerHandlerDetails)) notInStandIn(`granting ${permission}`)
    permissionRequest(
      {} as Electron.WebContents,
      permission,
      (granted) => (granted ? notInStandIn(`granting ${permission}`) : null),
      {} as Electron.PermissionRequest
    )
  }
  settled = own
}

/** What the page's request is answered with; null when the session's listener cancels it. */
export async function serveRequest(url: string, method: string): Promise<ServedResponse | null> {
  if (settled === null) notInStandIn('a page before its window')
  const details = { url, method, id: 0, resourceType: 'other', timestamp: Date.now() } as unknown as Electron.OnBeforeRequestListenerDetails
  const decision = await new Promise<Electron.CallbackResponse>((resolve) =>
    settled?.requestListener ? settled.requestListener(details, resolve) : resolve({})
  )
  if (decision.cancel) return null
  const handler = settled.protocolHandlers.get(new URL(url).protocol.slice(0, -1))
  if (handler === undefined) notInStandIn(`loading ${url}`)
  const response = await handler(new Request(url, { method }))
  if (response.status >= 300 && response.status < 400) notInStandIn('redirects')
  return { status: response.status, headers: Object.fromEntries(response.headers), body: new Uint8Array(await response.arrayBuffer()) }
}
