import { hash as hashOnce } from 'node:crypto'
import type { AuditProblem } from '#contract'
import type { FirmDb } from '../../db/handles.ts'
import type { AuditLogTable } from '../../db/tables.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { Anchor } from './anchor.ts'
import { genesisOf, linkHash, rowDigest } from './chain.ts'
import { type Checkpoint, isSignedBy, signingKeyFrom } from './checkpoint.ts'
import { type AuditGap, gapsFromText } from './gaps.ts'
import type * as Repository from './repository.ts'
import { signingKeySealedAt } from './writing.ts'

export interface VerificationDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly repository: typeof Repository
  /** Audit keys that were replaced, oldest first, with the last row each was used for. */
  readonly earlierMacs: () => Promise<readonly EarlierMac[]>
}

export interface EarlierMac {
  readonly generation: number
  readonly throughSeq: number
  mac(hash: Uint8Array): Buffer
}

/** What the last row about a value saw of it. */
interface Seen {
  readonly seq: number
  readonly hash: string
  readonly revision: number | null
}

export interface Watching {
  /** Rows done of all. */
  progress(done: number, total: number): void
  isCancelled(): boolean
}

export interface Verified {
  readonly status: 'ok' | 'problem' | 'cancelled'
  /** Rows that hold, from the first on. */
  readonly rows: number
  readonly head: { readonly seq: number; readonly hash: string } | null
  readonly checkpoints: number
  /** Rows that a salvage of the damaged database could not read, by its own row; they are gone, and nothing stands in their place. */
  readonly salvageLost: number
  readonly problem: { readonly kind: AuditProblem; readonly seq: number } | null
}

const rowsPerStep = 2_000
/** Lets other calls, a cancel among them, have their turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

type Problem = Verified['problem']

/** Reads the whole log and says where it stops being what was written. */
export function createVerification({ db, vault, repository, earlierMacs }: VerificationDeps) {
  let earlier: readonly EarlierMac[] = []
  /** By the number of their first row. */
  let gaps: ReadonlyMap<number, AuditGap> = new Map()
  /** Undefined for rows of the present generation. */
  const earlierOf = (seq: number): EarlierMac | undefined => earlier.find(({ throughSeq }) => seq <= throughSeq)
  const macOf = (hash: string, seq: number): string => (earlierOf(seq)?.mac ?? vault.auditMac)(Buffer.from(hash, 'hex')).toString('hex')
  const computed = (row: AuditLogTable, previous: string): string => linkHash(rowDigest(row), Buffer.from(previous, 'hex')).toString('hex')

  /** Why the row in the place of `seq` does not follow the row whose hash is `previous`. */
  async function classify(row: AuditLogTable, next: AuditLogTable | undefined, seq: number, previous: string): Promise<AuditProblem> {
    if (row.seq !== seq) return 'missing'
    const { hash, mac } = row
    if (hash === null) return 'inserted'
    const isMacOurs = mac === macOf(hash, seq)
    const follows = row.previous_hash === previous
    const isWhole = row.previous_hash !== null && computed(row, row.previous_hash) === hash
    // A MAC that was altered alone leaves the rows after it as they were.
    if (isWhole && follows) return next?.hash != null && next.mac === macOf(next.hash, next.seq) ? 'edited' : 'forged'
    if (isWhole) return isMacOurs ? 'swapped' : 'forged'
    if (isMacOurs && (follows || computed(row, previous) === hash)) return 'edited'
    const successorIsLater = await repository.hasSuccessorAfter(db.read, previous, seq)
    if (isMacOurs) return successorIsLater ? 'reordered' : 'missing'
    if (mac === macOf(computed(row, previous), seq)) return 'edited'
    return successorIsLater ? 'inserted' : 'edited'
  }

  /** Rows that salvages say are lost. A row that says so counts only with this vault's MAC: nobody else can explain a gap away. */
  async function explainedGaps(): Promise<Map<number, AuditGap>> {
    const found = new Map<number, AuditGap>()
    if (!(await repository.wasSalvaged(db.read))) return found
    for (const row of await repository.listRowsOf(db.read, 'vault.salvaged')) {
      if (row.hash === null || row.previous_hash === null) continue
      if (row.hash !== computed(row, row.previous_hash) || row.mac !== macOf(row.hash, row.seq)) continue
      for (const gap of gapsFromText(String((JSON.parse(row.details) as { gaps?: unknown }).gaps ?? ''))) {
        if (gap.to < row.seq) found.set(gap.from, gap)
      }
    }
    return found
  }
  const isLost = (seq: number): boolean => [...gaps.values()].some(({ from, to }) => from <= seq && seq <= to)

  async function walk(through: number, watching: Watching, checkpoints: ReadonlyMap<number, Checkpoint>) {
    let previous = genesisOf(vault.vaultId).toString('hex')
    let seq = 0
    let lost = 0
    const sealed = new Map<string, Seen>()
    for (;;) {
      if (watching.isCancelled()) return { seq, lost, previous, sealed, problem: null, cancelled: true }
      const rows = await repository.listRowsAfter(db.read, seq, through, rowsPerStep)
      for (const [index, row] of rows.entries()) {
        // Behind a gap that a salvage explains, the row hangs on one that is gone, or on the last one that was left.
        const gap = gaps.get(seq + 1)
        const expected = (gap?.to ?? seq) + 1
        const before = gap === undefined ? previous : (row.previous_hash ?? previous)
        const holds =
          row.seq === expected &&
          row.previous_hash === before &&
          row.hash === computed(row, before) &&
          row.mac === macOf(row.hash, expected)
        if (!holds) {
          const kind = await classify(row, rows[index + 1], expected, previous)
          return { seq, lost, previous, sealed, problem: { kind, seq: expected } as Problem, cancelled: false }
        }
        previous = row.hash as string
        lost += expected - seq - 1
        seq = expected
        if (row.sealed_hash !== null && row.record_id !== null)
          sealed.set(row.record_id, { seq, hash: row.sealed_hash, revision: row.sealed_revision })
        const signed = checkpoints.get(seq)
        if (signed !== undefined && (signed.hash !== previous || signed.count !== seq)) {
          return { seq, lost, previous, sealed, problem: { kind: 'checkpoint-differs', seq } as Problem, cancelled: false }
        }
      }
      watching.progress(seq, through)
      if (rows.length < rowsPerStep) return { seq, lost, previous, sealed, problem: null, cancelled: false }
      await turn()
    }
  }

  /** Public keys whose private key opens under this vault: nobody else can have put them there. */
  async function ownKeys(): Promise<Set<string>> {
    const own = new Set<string>()
    for (const key of await repository.listKeys(db.read)) {
      try {
        own.add(signingKeyFrom(vault.open(signingKeySealedAt(key.id, Number(key.secret_revision)), key.secret)).publicKey)
      } catch {
        // Its signatures then count as nobody's.
      }
    }
    return own
  }

  async function firstWrongSignature(checkpoints: readonly Checkpoint[]): Promise<Problem> {
    const own = await ownKeys()
    const wrong = checkpoints.find((one) => !own.has(one.publicKey) || !isSignedBy(vault.vaultId, one))
    return wrong === undefined ? null : { kind: 'signature-wrong', seq: wrong.seq }
  }

  /** A value that was sealed anew with later keys (its head names their generation) has other bytes, at the same revision. */
  function isAsSeen(secret: Uint8Array, revision: number, seen: Seen): boolean {
    const sealedIn = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength).readUInt16BE(1)
    if (sealedIn > (earlierOf(seen.seq)?.generation ?? vault.generation)) return revision === seen.revision
    return hashOnce('sha256', secret) === seen.hash
  }

  /** A value that is kept and differs from what the last row about it saw. Values that were destroyed are gone on purpose. */
  async function changedValue(sealed: ReadonlyMap<string, Seen>, through: number): Promise<Problem> {
    let found: Problem = null
    for (const table of repository.sealedTables) {
      for (let after = ''; ; ) {
        const values = await repository.listSealedValues(db.read, table, after, rowsPerStep)
        for (const { id, secret, secret_revision } of values) {
          const seen = sealed.get(id)
          if (seen === undefined || secret === null || secret.byteLength === 0) continue
          if (isAsSeen(secret, Number(secret_revision), seen) || (found !== null && found.seq < seen.seq)) continue
          // The row about its last change may be one of those that a salvage could not read.
          if ([...gaps.values()].some(({ to }) => to > seen.seq)) continue
          // A change made while this runs has its own row already.
          if (!(await repository.hasRowAbout(db.read, id, through))) found = { kind: 'value-changed', seq: seen.seq }
        }
        if (values.length < rowsPerStep) break
        after = values.at(-1)?.id ?? ''
        await turn()
      }
    }
    return found
  }

  /** The first row that is gone of those a signature says were there. */
  const truncated = (through: number, checkpoints: readonly Checkpoint[]): Problem =>
    checkpoints.some(({ seq }) => seq > through) ? { kind: 'truncated', seq: through + 1 } : null

  return {
    async verify(anchor: Anchor | null, watching: Watching): Promise<Verified> {
      earlier = await earlierMacs()
      gaps = await explainedGaps()
      // Signatures first, then the newest row: what is appended meanwhile is looked at the next time.
      const checkpoints = await repository.listCheckpoints(db.read, Number.MAX_SAFE_INTEGER)
      const through = (await repository.findHead(db.read))?.seq ?? 0
      const walked = await walk(through, watching, new Map(checkpoints.map((one) => [one.seq, one])))
      const head = walked.seq === 0 ? null : { seq: walked.seq, hash: walked.previous }
      const told = { rows: walked.seq - walked.lost, head, checkpoints: checkpoints.length, salvageLost: walked.lost }
      if (walked.cancelled) return { ...told, status: 'cancelled', problem: null }
      const problem =
        walked.problem ??
        (await firstWrongSignature(checkpoints)) ??
        truncated(through, checkpoints) ??
        (await behindAnchor(anchor, through)) ??
        (await changedValue(walked.sealed, through))
      return { ...told, status: problem === null ? 'ok' : 'problem', problem }
    },

    async behindAnchor(anchor: Anchor): Promise<boolean> {
      earlier = await earlierMacs()
      gaps = await explainedGaps()
      return (await behindAnchor(anchor, (await repository.findHead(db.read))?.seq ?? 0)) !== null
    }
  }

  async function behindAnchor(anchor: Anchor | null, through: number): Promise<Problem> {
    if (anchor === null || isLost(anchor.seq)) return null
    if (anchor.seq > through) return { kind: 'rolled-back', seq: through + 1 }
    const hash = await repository.findHashAt(db.read, anchor.seq)
    return hash?.startsWith(anchor.hashPrefix) === true ? null : { kind: 'rolled-back', seq: anchor.seq }
  }
}
