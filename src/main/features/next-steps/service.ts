import type { Output, Parsed } from '#contract'
import type { FirmDb } from '../../db/handles.ts'
import { listNextSteps } from './repository.ts'

export interface NextStepsDeps {
  readonly db: FirmDb
}

export type NextStepsService = ReturnType<typeof createNextStepsService>

/** What would be forgotten: matters and clients of whom nothing is due. */
export function createNextStepsService({ db }: NextStepsDeps) {
  return {
    list: ({ offset, limit }: Parsed<'nextSteps.list'>): Promise<Output<'nextSteps.list'>> => listNextSteps(db.read, offset, limit)
  }
}
