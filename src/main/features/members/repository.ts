import type { ReadableDb, WritableDb } from '../../db/handles.ts'

/** A person of the firm. */
export interface Member {
  readonly id: string
  readonly name: string
}

export interface StoredMember extends Member {
  /** Day the person left; null while they work here. */
  readonly leftOn: string | null
}

export async function findFirstMember(db: ReadableDb): Promise<Member | null> {
  const row = await db.selectFrom('members').select(['id', 'name']).orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()
  return row ?? null
}

export async function findMember(db: ReadableDb, id: string): Promise<StoredMember | null> {
  const row = await db.selectFrom('members').select(['id', 'name', 'left_on as leftOn']).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

export function listMembers(db: ReadableDb): Promise<StoredMember[]> {
  return db.selectFrom('members').select(['id', 'name', 'left_on as leftOn']).execute()
}

export async function insertMember(tx: WritableDb, member: Member, createdAt: number): Promise<void> {
  await tx.insertInto('members').values({ id: member.id, name: member.name, created_at: createdAt, left_on: null }).execute()
}

export async function setMemberName(tx: WritableDb, id: string, name: string): Promise<void> {
  await tx.updateTable('members').set({ name }).where('id', '=', id).execute()
}

export async function setMemberLeft(tx: WritableDb, id: string, leftOn: string | null): Promise<void> {
  await tx.updateTable('members').set({ left_on: leftOn }).where('id', '=', id).execute()
}
