import type { Member } from './repository.ts'

/** Who acts now in this run of the program: services ask when they write a name down, never before. */
export interface Acting {
  id(): string
  name(): string
}

export interface ActingControl extends Acting {
  /** From now on this member acts, or the one who acts goes by this name. */
  become(member: Member): void
}

export function createActing(first: Member): ActingControl {
  let member = first
  return {
    id: () => member.id,
    name: () => member.name,
    become(next) {
      member = next
    }
  }
}
