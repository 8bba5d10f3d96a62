import type { ReadableDb, WritableDb } from '../../db/handles.ts'

/** A person of the firm. */
export interface Member {
  readonly id: string
  readonly name: string
}

export async function findFirstMember(db: ReadableDb): Promise<Member | null> {
  const row = await db.selectFrom('members').select(['id', 'name']).orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()
  return row ?? null
}

export async function insertMember(tx: WritableDb, member: Member, createdAt: number): Promise<void> {
  await tx.insertInto('members').values({ id: member.id, name: member.name, created_at: createdAt }).execute()
}
