import type { AuditEvent, AuditState, LockReason, Output, Parsed } from '#contract'
import { addDays, dayStart, todayIn } from '../../calendar.ts'
import type { RestoreNote } from '../../db/backup/restore.ts'
import type { Emit } from '../../events.ts'
import type { FileSaver } from '../../ports.ts'
import type { PortalsService } from '../portals/service.ts'
import { type Anchor, type AnchorAnswer, type AnchorPlace, anchorPrefixLength } from './anchor.ts'
import { headCode } from './chain.ts'
import { fingerprintOf } from './checkpoint.ts'
import { createAuditExport } from './export.ts'
import { createExposure } from './exposure.ts'
import { eventsIn } from './groups.ts'
import * as repository from './repository.ts'
import { createVerification, type EarlierMac, type Verified } from './verification.ts'
import { type AuditDetails, type AuditEntry, createAuditWriting, type WritingDeps } from './writing.ts'

export type { AuditDetails, AuditEntry }

export interface AuditDeps extends Omit<WritingDeps, 'repository'> {
  readonly emit: Emit
  readonly portals: PortalsService
  readonly fileSaver: FileSaver
  readonly anchorPlace: AnchorPlace
  /** Where the firm is: its days begin there. */
  readonly timeZone: () => string
  readonly earlierMacs?: () => Promise<readonly EarlierMac[]>
}

export type AuditService = ReturnType<typeof createAuditService>

/** How long after a signature the anchor is written: several signatures in a row cost one visit to the keychain. */
const anchorDelayMs = 5_000

/**
 * Writes down what happens, lists it, and proves that nothing of it was changed. `record` takes the transaction of the change: both commit or
 * neither does.
 */
export function createAuditService(deps: AuditDeps) {
  const { db, vault, clock, log, device, appVersion, emit, portals, fileSaver, anchorPlace, timeZone } = deps
  const writing = createAuditWriting({ ...deps, repository })
  const verification = createVerification({ db, vault, repository, earlierMacs: deps.earlierMacs ?? (async () => []) })
  const exports = createAuditExport({ db, vault, clock, device, appVersion, portals, writing, repository })
  const exposure = createExposure({ db, portals, repository })

  let anchorState: AuditState['anchor']['state'] = 'unread'
  let anchor: Anchor | null = null
  let running: { cancelled: boolean } | null = null
  let cancelTimer: (() => void) | null = null
  let closed = false
  let isPaused = false
  /** The last comparison with the anchor, which may write a row. The place itself is not waited for: it may hang. */
  let comparing: Promise<void> = Promise.resolve()

  const headNow = async () => {
    const head = await repository.findHead(db.read)
    return head === null || head.hash === null
      ? null
      : { seq: head.seq, hash: head.hash, code: headCode({ seq: head.seq, hash: head.hash }) }
  }

  /** Reads the anchor and compares. A log that lies behind it is written down once a session, and shown; it keeps nobody out. */
  async function readAnchor(): Promise<void> {
    const answer = await anchorPlace.read()
    if (closed || isPaused) return
    const work = compare(answer)
    comparing = work.catch(() => undefined)
    await work
  }

  async function compare(answer: AnchorAnswer): Promise<void> {
    const before = anchorState
    if (answer.kind !== 'kept') {
      anchorState = answer.kind
      anchor = null
    } else {
      anchor = answer.anchor
      anchorState = (await verification.behindAnchor(anchor)) ? 'rolled-back' : 'agrees'
      if (anchorState === 'rolled-back' && (await isExplained(anchor))) await follow(anchor.seq, 'restored')
    }
    if (anchorState === 'rolled-back' && before !== 'rolled-back') {
      const anchorSeq = anchor?.seq ?? 0
      log.warn('audit.rolled-back', { anchorSeq })
      await db.write((tx) => writing.record(tx, { event: 'audit.rolled-back', details: { anchorSeq } }))
    }
    if (anchorState !== before) emit('audit.changed', {})
  }

  /** Whether the log tells of a backup that was restored while exactly this was remembered. */
  async function isExplained({ seq, hashPrefix }: Anchor): Promise<boolean> {
    const details = await repository.findLastRestore(db.read)
    return details !== null && details['anchorSeq'] === seq && details['anchorHash'] === hashPrefix
  }

  /** From here on the anchor follows this log again, which lies behind it. */
  async function follow(anchorSeq: number, because: 'restored' | 'by-hand'): Promise<void> {
    await db.write(async (tx) => {
      await writing.record(tx, { event: 'audit.state-accepted', details: { anchorSeq, because } })
      await writing.checkpoint(tx)
    })
    const last = await repository.findLastCheckpoint(db.read)
    if (last !== null) await placeAnchor(last)
    anchorState = 'agrees'
  }

  /** Puts the newest signed state outside the database, unless what stands there contradicts this log. Failing, it is tried the next time. */
  async function writeAnchor(): Promise<void> {
    try {
      // A place may have come since: a keychain slot that was added.
      if (anchorState === 'unread' || anchorState === 'off') await readAnchor()
      if (
        closed ||
        isPaused ||
        anchorState === 'unread' ||
        anchorState === 'off' ||
        anchorState === 'rolled-back' ||
        anchorState === 'unreadable'
      )
        return
      const last = await repository.findLastCheckpoint(db.read)
      if (closed || last === null || last.seq === anchor?.seq) return
      await placeAnchor(last)
    } catch (error) {
      if (!closed) log.error('audit.anchor-failed', error)
    }
  }

  async function placeAnchor({ seq, hash }: { seq: number; hash: string }): Promise<void> {
    const next = { seq, hashPrefix: hash.slice(0, anchorPrefixLength) }
    await anchorPlace.write(next)
    anchor = next
    if (anchorState === 'none') anchorState = 'agrees'
  }

  function anchorLater(): void {
    if (cancelTimer !== null || closed || isPaused) return
    cancelTimer = clock.after(anchorDelayMs, () => {
      cancelTimer = null
      void writeAnchor().then(anchorLaterAgain)
    })
  }
  /** While the vault stays open the anchor follows the signatures, at most once an hour. */
  function anchorLaterAgain(): void {
    if (cancelTimer !== null || closed || isPaused || anchorState === 'off') return
    cancelTimer = clock.after(3_600_000, () => {
      cancelTimer = null
      void writeAnchor().then(anchorLaterAgain)
    })
  }

  async function verify(): Promise<Output<'audit.verify'>> {
    if (running !== null) running.cancelled = true
    const own = { cancelled: false }
    running = own
    const startedAt = clock.monotonic()
    try {
      await readAnchor()
      const found = await verification.verify(anchor, {
        progress: (done, total) => emit('audit.progress', { done, total }),
        isCancelled: () => own.cancelled || closed
      })
      if (found.status !== 'cancelled') await noteResult(found)
      const { head } = found
      return {
        ...found,
        head: head === null ? null : { ...head, code: headCode(head) },
        anchor: { state: anchorState, seq: anchor?.seq ?? null },
        durationMs: Math.round(clock.monotonic() - startedAt)
      }
    } finally {
      if (running === own) running = null
    }
  }

  const noteResult = ({ status, rows, problem }: Verified) =>
    db.write((tx) =>
      writing.record(tx, {
        event: 'audit.verified',
        details: { result: status, rows, ...(problem === null ? {} : { problem: problem.kind, at: problem.seq }) }
      })
    )

  return {
    record: writing.record,
    exposuresOf: exposure.ofMember,
    namesFor: exposure.namesFor,

    /** First thing in the transaction that writes the first row of a session. */
    start: writing.start,
    /** The vault that is being opened came from a backup. Told once, however often a start is cut off before it can forget. */
    async noteRestore(tx: Parameters<typeof writing.record>[0], { id, ...note }: RestoreNote): Promise<void> {
      if ((await repository.findLastRestore(tx))?.['id'] === id) return
      await writing.record(tx, { event: 'backup.restored', details: { id, ...note } })
    },
    /** Signs the state of the log as the transaction leaves it, and sees to its anchor. */
    async checkpoint(tx: Parameters<typeof writing.checkpoint>[0]): Promise<void> {
      await writing.checkpoint(tx)
      db.afterCommit(tx, anchorLater)
    },

    async list({ group, from, to, limit, ...rest }: Parsed<'audit.list'>): Promise<Output<'audit.list'>> {
      const found = await repository.listAuditRows(db.read, {
        ...rest,
        events: group === null ? null : eventsIn(group),
        from: from === null ? null : dayStart(timeZone(), from),
        until: to === null ? null : dayStart(timeZone(), addDays(to, 1)),
        limit: limit + 1
      })
      const rows = found.slice(0, limit).map((row) => ({
        seq: Number(row.seq),
        at: Number(row.at),
        actor: row.actor,
        device: row.device,
        event: row.event as AuditEvent,
        clientId: row.client_id,
        clientName: row.client_name,
        accountId: row.account_id,
        accountName:
          row.portal_id === null || row.username === null
            ? null
            : `${portals.find(row.portal_id)?.shortName ?? row.portal_id} · ${row.username}`,
        details: JSON.parse(row.details) as AuditDetails
      }))
      return { rows, more: found.length > limit }
    },

    async state(): Promise<AuditState> {
      const last = await repository.findLastCheckpoint(db.read)
      const keys = await repository.listKeys(db.read)
      return {
        head: await headNow(),
        anchor: { state: anchorState, seq: anchor?.seq ?? null },
        checkpoint: last === null ? null : { seq: last.seq, at: last.at },
        devices: [...new Set(keys.map((key) => key.device))],
        keyFingerprint: keys.filter((key) => key.device === device).map((key) => fingerprintOf(key.public_key))[0] ?? null
      }
    },

    verify,
    cancel(): Record<string, never> {
      if (running !== null) running.cancelled = true
      return {}
    },

    /** A person says that an older state is right, after a restore say. The anchor then follows this log again. */
    async acceptState(): Promise<Record<string, never>> {
      await readAnchor()
      if (anchorState !== 'rolled-back') return {}
      await follow(anchor?.seq ?? 0, 'by-hand')
      emit('audit.changed', {})
      return {}
    },

    exportPage: exports.page,
    async saveExport({ clientId, withNames }: Parsed<'audit.saveExport'>): Promise<{ saved: boolean }> {
      const day = todayIn(timeZone(), clock.now())
      return { saved: await fileSaver.saveParts(`Keydocket record ${day}.jsonl`, exports.parts({ clientId, withNames })) }
    },

    exposure: exposure.report,

    /** Compares with the anchor soon after opening, without holding up anything. */
    anchorLater,
    /** Ends what writes without being asked, until `resume`; resolves when none of it runs any more. */
    async pause(): Promise<void> {
      isPaused = true
      cancelTimer?.()
      cancelTimer = null
      await comparing
    },
    resume(): void {
      isPaused = false
      anchorLater()
    },
    /** The last row and signature of a session; the anchor is written while nobody waits. */
    async end(because: LockReason): Promise<void> {
      try {
        await db.write(async (tx) => {
          await writing.record(tx, { event: 'vault.locked', details: { because } })
          await writing.checkpoint(tx)
        })
        const last = await repository.findLastCheckpoint(db.read)
        if (last !== null && anchorState !== 'off' && anchorState !== 'rolled-back' && anchorState !== 'unread') {
          void anchorPlace.write({ seq: last.seq, hashPrefix: last.hash.slice(0, anchorPrefixLength) })
        }
      } finally {
        close()
      }
    },
    close
  }

  /** Ends what waits and forgets the signing key. The database may go. */
  function close(): void {
    closed = true
    cancelTimer?.()
    writing.close()
  }
}
