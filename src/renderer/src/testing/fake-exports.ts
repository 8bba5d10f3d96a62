import type { Channel } from '#contract'
import type { Handlers } from './fake-answer.ts'
import type { FakeFirm } from './fake-firm.ts'

type ExportChannel = Extract<Channel, `exports.${string}`>

/** Saves nothing; the archive it reads is of an empty firm. */
export const exportHandlers = (firm: FakeFirm): Pick<Handlers, ExportChannel> => ({
  'exports.save': ({ withSecrets }) => ({ saved: true, rows: 42, secrets: withSecrets ? 7 : 0 }),
  'exports.readArchive': () => ({
    ...{ madeAt: Date.UTC(2026, 10, 20), appVersion: '0.1.0', vaultReference: '0190aaaa', withSecrets: true },
    ...{ clients: 12, accounts: 20, cases: 31, rows: 420, secrets: 25, leftOut: 0, isFirmEmpty: firm.clients.length === 0 }
  }),
  'exports.restore': () => ({ rows: 420, secrets: 25, leftOut: 0 }),
  'exports.forget': () => ({}),
  'exports.countAuthenticators': () => ({ authenticators: 3, accounts: 3 }),
  'exports.saveAuthenticators': () => ({ saved: true, authenticators: 3 }),
  'exports.migrationPictures': () => ({
    pictures: [{ number: 1, of: 1, names: ['USCIS:ana@example.com'], modules: ['101', '010', '101'] }],
    ...{ authenticators: 1, leftOut: [] }
  })
})
