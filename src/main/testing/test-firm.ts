import { createSecretKey, randomBytes } from 'node:crypto'
import { type Channel, contract, type Input, type Output } from '#contract'
import type { FirmDb } from '../db/handles.ts'
import { AppError } from '../errors.ts'
import { createEvents } from '../events.ts'
import { type AnchorPlace, noAnchorPlace } from '../features/audit/anchor.ts'
import { createTimedClipboard } from '../features/clipboard/timed-clipboard.ts'
import { createClockWatch } from '../features/clock/watch.ts'
import { createPortalsService } from '../features/portals/service.ts'
import { createFirm } from '../firm.ts'
import type { Ports } from '../ports.ts'
import { createOpenVault } from '../vault/open-vault.ts'
import { createTestPorts } from './test-ports.ts'

type FirmChannel = Exclude<Channel, `app.${string}` | `vault.${string}` | `restore.${string}`>

/** An open firm on a given engine, called by channel name as a window would, but throwing AppErrors. Input and answers go through the contract. */
export async function openTestFirm(db: FirmDb, overrides: Partial<Ports> & { anchorPlace?: AnchorPlace } = {}) {
  const ports = createTestPorts(overrides)
  const vault = createOpenVault(createSecretKey(randomBytes(32)), {
    vaultId: '0190aaaa-0000-7000-8000-000000000000',
    generation: 1,
    random: ports.random
  })
  const { emit, onEvent } = createEvents(ports.log)
  const clockWatch = createClockWatch(ports.clock)
  const events: { name: string; payload: unknown }[] = []
  onEvent((name, payload) => void events.push({ name, payload }))
  const firm = await createFirm({
    ports,
    vault,
    db,
    emit,
    portals: createPortalsService({ resourcesFolder: ports.resourcesFolder }),
    clockWatch,
    clipboard: createTimedClipboard({ clipboard: ports.clipboard, clock: ports.clock, emit, log: ports.log }),
    method: 'created',
    newMember: 'Ana Paralegal',
    anchorPlace: overrides.anchorPlace ?? noAnchorPlace,
    vaultFile: async () => {
      throw new AppError('vault.missing', {})
    }
  })
  async function call<C extends FirmChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const handler = (firm.handlers as Record<string, (input: unknown) => unknown>)[channel]
    if (handler === undefined) throw new Error(`no handler for ${channel}`)
    return contract[channel].output.parse(await handler(contract[channel].input.parse(input))) as Output<C>
  }
  return { call, ports, events, db, firm, clockWatch }
}

export type TestFirm = Awaited<ReturnType<typeof openTestFirm>>

/** A client with one USCIS account under written consent, ready for secrets. */
export async function withAccount(firm: TestFirm, name = 'Garcia Lopez, María', username = 'maria.garcia@example.com') {
  const client = await firm.call('clients.create', { name, email: username })
  const account = await firm.call('accounts.create', {
    clientId: client.id,
    portalId: 'uscis',
    username,
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  })
  return { client, account }
}
