import type { AuditState, RotationItem } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId } from './fake-firm.ts'

const headHash = '7f3a90c211de5b04'.repeat(4)

/** The record's state and check, and a rotation list. */
export function auditHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  let closed: readonly string[] = []
  const head = () =>
    firm.audit.length === 0 ? null : { seq: firm.audit.length, hash: headHash, code: `${firm.audit.length} · 7F3A-90C2-11DE-5B04` }
  const anchor: AuditState['anchor'] = { state: 'agrees', seq: 1 }
  const lines = (memberId: string): RotationItem[] =>
    firm.accounts.slice(0, 3).map((account, index) => ({
      ...{
        kind: index === 0 ? ('second-factor' as const) : ('backup-code' as const),
        recordId: fakeId(8800 + index),
        accountId: account.id
      },
      ...{ clientId: account.clientId, clientName: account.clientName, portalName: account.portalName, username: account.username },
      status: closed.includes(`${memberId} ${fakeId(8800 + index)}`) ? ('closed' as const) : ('open' as const),
      ...{ since: now() - 86_400_000 * (30 - index), lastAt: now(), entered: 0, shown: index, copied: 0 },
      ...{ closedAt: null, closedBy: null, note: '' }
    }))
  return {
    'audit.state': () => ({
      ...{ head: head(), anchor, checkpoint: null, devices: ['front-desk'] },
      keyFingerprint: '11AA-22BB-33CC-44DD-55EE-66FF-7700-8811'
    }),
    'audit.verify': () => ({
      ...{
        status: 'ok' as const,
        rows: firm.audit.length,
        head: head(),
        checkpoints: 1,
        salvageLost: 0,
        problem: null,
        anchor,
        durationMs: 12
      }
    }),
    'audit.cancelVerify': () => ({}),
    'audit.acceptState': () => ({}),
    'audit.exportPage': () => ({ lines: [], next: null }),
    'audit.saveExport': () => ({ saved: true }),
    'audit.exposure': () => ({ rows: [], total: 0, clients: [] }),
    'rotation.list': ({ memberId }) => {
      const member = firm.members.find(({ id }) => id === memberId) ?? refuse('record.not-found', { kind: 'member' })
      const rows = lines(memberId)
      const open = rows.filter(({ status }) => status === 'open').length
      return {
        member: { id: member.id, name: member.name, leftOn: member.leftOn },
        rows,
        total: rows.length,
        open,
        settled: rows.length - open,
        ...{ openDeadlines: 0, openPaths: 0 }
      }
    },
    'rotation.close': ({ memberId, recordId }) => {
      closed = [...closed, `${memberId} ${recordId}`]
      emit('rotation.changed', { memberId })
      return {}
    },
    'rotation.reopen': ({ memberId, recordId }) => {
      closed = closed.filter((one) => one !== `${memberId} ${recordId}`)
      emit('rotation.changed', { memberId })
      return {}
    }
  } satisfies Partial<Handlers>
}
