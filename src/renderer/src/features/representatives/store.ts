import type { Input, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { createKeyedAnswerStore, type KeyedAnswerStore } from '../../app/keyed-answer.ts'

export type CaseRepresentatives = Output<'representatives.list'>

export interface RepresentativesStore extends KeyedAnswerStore<CaseRepresentatives> {
  add(input: Input<'representatives.add'>): Promise<void>
  withdraw(id: string, on: string): Promise<void>
  undoWithdrawal(id: string): Promise<void>
  remove(id: string): Promise<void>
}

/** The G-28s of the case whose page is open. */
export function createRepresentativesStore(client: Pick<KeydocketClient, 'representatives' | 'on'>): RepresentativesStore {
  const shown = createKeyedAnswerStore<CaseRepresentatives>(
    (caseId) => client.representatives.list({ caseId }),
    (onChange, { key }) => {
      client.on('representatives.changed', ({ caseId }) => {
        if (caseId === key()) onChange()
      })
      // A closed matter ends them; names come from the members; a case may move to another matter.
      client.on('matters.changed', onChange)
      client.on('members.changed', onChange)
      client.on('clients.changed', onChange)
    }
  )
  const then = async (change: Promise<unknown>): Promise<void> => {
    await change
    await shown.refresh()
  }
  return {
    ...shown,
    add: (input) => then(client.representatives.add(input)),
    withdraw: (id, on) => then(client.representatives.withdraw({ id, on })),
    undoWithdrawal: (id) => then(client.representatives.undoWithdrawal({ id })),
    remove: (id) => then(client.representatives.remove({ id }))
  }
}
