import type { Channel } from '#contract'
import { type Handlers, refuse } from './fake-answer.ts'
import type { FakeFirm } from './fake-firm.ts'

type LeavingChannel = Extract<Channel, `destruction.${string}` | `handOver.${string}`>

/** Destroys nothing and prints an empty sheet. */
export const leavingHandlers = (firm: FakeFirm): Pick<Handlers, LeavingChannel> => {
  const nameOf = (id: string): string => firm.clients.find((one) => one.id === id)?.name ?? refuse('record.not-found', { kind: 'client' })
  const counted = { counts: [{ table: 'clients' as const, rows: 1 }], rows: 1, secrets: 0 }
  return {
    'destruction.preview': ({ clientId }) => ({ clientName: nameOf(clientId), ...counted, keptBy: [] }),
    'destruction.destroy': ({ clientId }) => ({ clientId, clientName: nameOf(clientId), at: Date.UTC(2026, 10, 25), ...counted }),
    'destruction.saveCertificate': () => ({ saved: true }),
    'handOver.print': ({ clientId }) => ({
      client: { name: nameOf(clientId), otherNames: '', email: '', phone: '', aNumber: '', bornOn: null, fileNumber: '' },
      ...{ accounts: [], cases: [], deadlines: [], printedOn: '2026-11-25', printedBy: 'Dana Whitfield', headCode: '' }
    })
  }
}
