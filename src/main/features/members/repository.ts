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

/** Who acts on a computer until somebody says otherwise: the member remembered there, else the first; whoever left comes after all others. */
export async function findActingMember(db: ReadableDb, device: string): Promise<Member | null> {
  const remembered = await db.selectFrom('settings').select('value').where('name', '=', actingSetting(device)).executeTakeFirst()
  const id: unknown = remembered === undefined ? null : JSON.parse(remembered.value)
  const members = await db.selectFrom('members').select(['id', 'name', 'left_on as leftOn']).orderBy('created_at').orderBy('id').execute()
  const working = members.filter((member) => member.leftOn === null)
  const found = working.find((member) => member.id === id) ?? working[0] ?? members[0]
  return found === undefined ? null : { id: found.id, name: found.name }
}

export async function rememberActing(tx: WritableDb, device: string, id: string): Promise<void> {
  const value = JSON.stringify(id)
  await tx
    .insertInto('settings')
    .values({ name: actingSetting(device), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

const actingSetting = (device: string): string => `acting on ${device}`

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
