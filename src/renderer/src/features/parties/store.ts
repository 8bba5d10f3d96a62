import type { Input, Party } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createKeyedAnswerStore, type KeyedAnswerStore } from '../../app/keyed-answer.ts'

export interface PartiesStore extends KeyedAnswerStore<readonly Party[]> {
  add(input: Input<'parties.add'>): Promise<Party>
  remove(id: string): Promise<void>
}

/** Who takes part in the case whose page is open. */
export function createPartiesStore(client: Pick<KeydocketClient, 'parties' | 'on'>): PartiesStore {
  const shown = createKeyedAnswerStore<readonly Party[]>(
    (caseId) => client.parties.list({ caseId }),
    (onChange, { key }) => {
      client.on('parties.changed', ({ caseId }) => {
        if (caseId === key()) onChange()
      })
      // Names come from there.
      client.on('clients.changed', onChange)
      client.on('contacts.changed', onChange)
    }
  )
  return {
    ...shown,
    async add(input) {
      const added = await client.parties.add(input)
      await shown.refresh()
      return added
    },
    async remove(id) {
      await client.parties.remove({ id })
      await shown.refresh()
    }
  }
}
