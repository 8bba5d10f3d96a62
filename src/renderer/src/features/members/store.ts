import type { Input, Member } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

export interface MembersStore extends AnswerStore<readonly Member[]> {
  add(input: Input<'members.add'>): Promise<Member>
  rename(input: Input<'members.rename'>): Promise<Member>
  leave(input: Input<'members.leave'>): Promise<Member>
  rejoin(id: string): Promise<Member>
  /** From now on this member acts, and is remembered on this computer. */
  act(id: string): Promise<Member>
}

/** People of the firm. Each change waits until the list shows it. */
export function createMembersStore(client: Pick<KeydocketClient, 'members' | 'on'>): MembersStore {
  const store = createAnswerStore<readonly Member[]>(
    () => client.members.list({}),
    (onChange) => {
      client.on('members.changed', onChange)
      // How many second factors depend on whom.
      client.on('accounts.changed', onChange)
    }
  )
  const thenRefresh = async (change: Promise<Member>): Promise<Member> => {
    const member = await change
    await store.refresh()
    return member
  }
  return {
    ...store,
    add: (input) => thenRefresh(client.members.add(input)),
    rename: (input) => thenRefresh(client.members.rename(input)),
    leave: (input) => thenRefresh(client.members.leave(input)),
    rejoin: (id) => thenRefresh(client.members.rejoin({ id })),
    act: (id) => thenRefresh(client.members.act({ id }))
  }
}
