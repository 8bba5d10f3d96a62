import type { Output, Parsed } from '#contract'
import type { FirmDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { ExternalLinks } from '../../ports.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { PortalsService } from '../portals/service.ts'
import { officialAddress } from './official-address.ts'

export interface LinksDeps {
  readonly db: FirmDb
  readonly audit: AuditService
  readonly accounts: AccountLookup
  readonly portals: PortalsService
  readonly externalLinks: ExternalLinks
}

export type LinksService = ReturnType<typeof createLinksService>

/** Opens pages of known portals in the computer's own browser, each time only after the person has seen the host and agreed. */
export function createLinksService({ db, audit, accounts, portals, externalLinks }: LinksDeps) {
  let asking: AbortController | null = null

  return {
    async open({ url, accountId }: Parsed<'links.open'>): Promise<Output<'links.open'>> {
      const address = officialAddress(url, new Set(portals.list().flatMap((portal) => portal.hosts)))
      if (address === null) throw new AppError('links.not-allowed', { host: URL.parse(url)?.host.slice(0, 253) ?? '' })
      // One question at a time: a page that asks again and again gets no pile of them.
      if (asking !== null) return { opened: false }
      asking = new AbortController()
      try {
        const account = accountId === null ? null : await accounts.require(db.read, accountId)
        if (!(await answerOrEnd(externalLinks, address, asking.signal))) return { opened: false }
        await db.write((tx) =>
          audit.record(tx, {
            event: 'link.opened',
            clientId: account?.clientId ?? null,
            accountId,
            // What follows the path may hold data.
            details: { host: address.host, path: address.pathname }
          })
        )
        return { opened: true }
      } finally {
        asking = null
      }
    },

    /** Ends a question that waits for its answer, so that locking does not wait for it. */
    endQuestion(): void {
      asking?.abort()
    }
  }
}

/** What the person answered; false as soon as the question is ended, however long its window takes to go. */
function answerOrEnd(externalLinks: ExternalLinks, { href, host }: URL, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  const { promise: ended, resolve } = Promise.withResolvers<boolean>()
  signal.addEventListener('abort', () => resolve(false), { once: true })
  return Promise.race([externalLinks.open(href, host, signal), ended])
}
