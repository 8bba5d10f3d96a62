import { createHash } from 'node:crypto'
import { type Channel, contract, type Envelope, type Input, type Output } from '#contract'
import { type App, createApp } from '../app.ts'
import type { Ports } from '../ports.ts'
import { createTestPorts } from './test-ports.ts'

export const firstPassphrase = 'six quiet herons on a wire'
export const secondPassphrase = 'nine violet lanterns by the quay'

/** The core on a real folder, called by channel name; an answered error is thrown by its code. */
export async function openVaultApp(dataFolder: string, overrides: Partial<Ports> = {}) {
  const ports = createTestPorts({ dataFolder, ...overrides })
  const app: App = await createApp(ports)
  async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const answer = (await app.invoke(channel, contract[channel].input.parse(input))) as Envelope<Output<C>>
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  return { app, call, ports }
}
export type VaultApp = Awaited<ReturnType<typeof openVaultApp>>

/** Retypes the two groups that are asked for. */
export const retyped = ({ groups, confirm }: Output<'vault.begin'>): [string, string] => [
  groups[confirm[0] - 1] ?? '',
  groups[confirm[1] - 1] ?? ''
]

/** A vault with `clients` clients, each with every kind of secret. Answers the recovery kit. */
export async function makeVault({ call }: VaultApp, { clients = 2, useKeychain = false } = {}): Promise<string> {
  const kit = await call('vault.begin', { passphrase: firstPassphrase, memberName: 'Ana Paralegal', useKeychain })
  await call('vault.confirmKit', { groups: retyped(kit) })
  for (let index = 0; index < clients; index++) await addClient(call, `Client ${index}`)
  return kit.groups.join(' ')
}

/** A client with an account and each kind of secret. */
export async function addClient(call: VaultApp['call'], name: string): Promise<void> {
  const client = await call('clients.create', { name })
  const account = await call('accounts.create', {
    clientId: client.id,
    portalId: 'login-gov',
    username: `${name.replace(' ', '')}@example.com`,
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  })
  const accountId = account.id
  const pending = await call('authenticators.readKey', { accountId, key: keyOf(name) })
  await call('authenticators.save', { pendingId: pending.pendingId })
  await call('backupCodes.record', { accountId, codes: [`${name}-B1`.replace(' ', ''), `${name}-B2`.replace(' ', '')] })
  await call('accessCodes.record', { accountId, code: `${name}-A1`.replace(' ', ''), noticeOn: '2026-11-01' })
}

/** The authenticator key of a client of that name. */
export const keyOf = (name: string): string =>
  createHash('sha1')
    .update(name)
    .digest('hex')
    .toUpperCase()
    .replace(/[01689]/g, 'A')

/** Every secret of the firm as it reads now, by account: what must be the same before and after. */
export async function secretsOf({ call }: VaultApp): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const account of (await call('accounts.list', { limit: 500 })).rows) {
    const accountId = account.id
    const secrets: string[] = []
    const authenticator = account.authenticator.id ?? (await call('accounts.get', { id: accountId })).pendingAuthenticator?.id
    if (authenticator != null) secrets.push((await call('authenticators.showCode', { id: authenticator })).code)
    for (const set of (await call('backupCodes.list', { accountId })).sets)
      for (const { id } of set.codes) secrets.push((await call('backupCodes.reveal', { id })).value)
    for (const { id } of await call('accessCodes.list', { accountId })) secrets.push((await call('accessCodes.reveal', { id })).value)
    found[account.username] = secrets
  }
  return found
}
