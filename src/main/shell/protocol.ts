import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { pageHeaders } from './page-headers.ts'
import { appScheme, isAppUrl } from './policy.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}

/** Makes app:// a standard, secure scheme. Once, before Electron is ready. Not cors-enabled, no service workers, no bypass of the policy above. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Serves the built window at app://keydocket/ to `session`. The files are listed once; an address is looked up, never joined to a path. */
export function serveRenderer(session: Session, folder: string): void {
  const files = listFiles(folder)
  session.protocol.handle(appScheme, (request) => answer(files, request))
}

async function answer(files: ReadonlyMap<string, string>, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response('Method not allowed', { status: 405, headers: pageHeaders })
  const file = isAppUrl(request.url) ? files.get(new URL(request.url).pathname) : undefined
  if (file === undefined) return new Response('Not found', { status: 404, headers: pageHeaders })
  const type = contentTypes[extname(file)] ?? 'application/octet-stream'
  return new Response(new Uint8Array(await readFile(file)), { headers: { ...pageHeaders, 'content-type': type } })
}

/** Path in the address -> file, for every file under `folder`, and `/` for its index.html. */
function listFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, file).split(sep).map(encodeURIComponent).join('/')}`, file)
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}
