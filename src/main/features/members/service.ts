import type { Member, Parsed } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { SettingsService } from '../settings/service.ts'
import type { ActingControl } from './acting.ts'
import { findMember, insertMember, listMembers, rememberActing, type StoredMember, setMemberLeft, setMemberName } from './repository.ts'

export interface MembersDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly acting: ActingControl
  /** Name of this computer, which remembers who acts on it. */
  readonly device: string
  /** Looked up when needed: second factors depend on members as well. */
  readonly secondFactors: () => {
    /** Second factors in use, on accounts in use, by the member who holds them. */
    countsByMember(reader: ReadableDb): Promise<Map<string, number>>
  }
}

export type MembersService = ReturnType<typeof createMembersService>

const byName = new Intl.Collator('en', { sensitivity: 'base' })

/** The people of the firm, those who left included: their names stay in the history. */
export function createMembersService({ db, clock, newId, emit, audit, settings, acting, device, secondFactors }: MembersDeps) {
  async function require(reader: ReadableDb, id: string): Promise<StoredMember> {
    const member = await findMember(reader, id)
    if (member === null) throw new AppError('record.not-found', { kind: 'member' })
    return member
  }

  async function checkName(tx: WritableDb, name: string, exceptId: string | null): Promise<void> {
    const taken = (await listMembers(tx)).some((one) => one.id !== exceptId && nameKey(one.name) === nameKey(name))
    if (taken) throw new AppError('members.duplicate', { name })
  }

  async function checkLeave(tx: WritableDb, member: StoredMember, on: string): Promise<void> {
    if (on > settings.today()) throw new AppError('request.invalid', { issues: [{ path: 'on', reason: 'is in the future' }] })
    const others = (await listMembers(tx)).filter((one) => one.id !== member.id && one.leftOn === null)
    if (others.length === 0) throw new AppError('members.cannot-leave', { reason: 'last' })
    if (member.id === acting.id()) throw new AppError('members.cannot-leave', { reason: 'acting' })
  }

  async function shown(reader: ReadableDb, members: readonly StoredMember[]): Promise<Member[]> {
    const counts = await secondFactors().countsByMember(reader)
    return members.map(({ id, name, leftOn }) => ({ id, name, leftOn, factorCount: counts.get(id) ?? 0, isActing: id === acting.id() }))
  }

  /** Changes one member with its audit row; `work` answers the row to write, or null when nothing changes. */
  async function change(id: string, work: (tx: WritableDb, member: StoredMember) => Promise<AuditEntry | null>): Promise<Member> {
    const member = await db.write(async (tx) => {
      const entry = await work(tx, await require(tx, id))
      if (entry !== null) await audit.record(tx, { ...entry, recordId: id })
      return shown(tx, [await require(tx, id)])
    })
    announce()
    return member[0] as Member
  }

  /** Names and leavers decide what is shown of every account. */
  function announce(): void {
    emit('members.changed', {})
    emit('accounts.changed', { accountId: null, clientId: null })
  }

  return {
    require,

    async list(): Promise<Member[]> {
      const members = await listMembers(db.read)
      members.sort((a, b) => Number(a.leftOn !== null) - Number(b.leftOn !== null) || byName.compare(a.name, b.name))
      return shown(db.read, members)
    },

    async add({ name }: Parsed<'members.add'>): Promise<Member> {
      const id = newId()
      await db.write(async (tx) => {
        await checkName(tx, name, null)
        await insertMember(tx, { id, name }, clock.now())
        await audit.record(tx, { event: 'member.added', recordId: id, details: { name } })
      })
      announce()
      return { id, name, leftOn: null, factorCount: 0, isActing: false }
    },

    async rename({ id, name }: Parsed<'members.rename'>): Promise<Member> {
      const renamed = await change(id, async (tx, before) => {
        if (before.name === name) return null
        await checkName(tx, name, id)
        await setMemberName(tx, id, name)
        return { event: 'member.changed', details: { name, before: before.name } }
      })
      if (id === acting.id()) acting.become({ id, name })
      return renamed
    },

    /** What was done until now keeps the name of who did it; the change itself is signed by the one who hands over. */
    async act({ id, remember }: Parsed<'members.act'>): Promise<Member> {
      const { name } = await db.write(async (tx) => {
        const member = await require(tx, id)
        if (member.leftOn !== null) throw new AppError('members.cannot-act', { name: member.name })
        if (remember) await rememberActing(tx, device, id)
        if (id !== acting.id()) await audit.record(tx, { event: 'member.acting-changed', recordId: id, details: { name: member.name } })
        return member
      })
      acting.become({ id, name })
      emit('members.changed', {})
      const [shownMember] = await shown(db.read, [await require(db.read, id)])
      return shownMember as Member
    },

    leave: ({ id, on }: Parsed<'members.leave'>): Promise<Member> =>
      change(id, async (tx, before) => {
        if (before.leftOn === on) return null
        await checkLeave(tx, before, on)
        await setMemberLeft(tx, id, on)
        return { event: 'member.left', details: { name: before.name, on } }
      }),

    rejoin: ({ id }: Parsed<'members.rejoin'>): Promise<Member> =>
      change(id, async (tx, before) => {
        if (before.leftOn === null) return null
        await setMemberLeft(tx, id, null)
        return { event: 'member.returned', details: { name: before.name } }
      })
  }
}

/** Two spellings of one name: case and spaces make no difference, accents do. */
const nameKey = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
