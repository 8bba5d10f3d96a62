import type { HandlersOf } from '../../router.ts'
import type { SampleService } from './service.ts'

export const createSampleHandlers = (sample: SampleService): HandlersOf<'sample'> => ({
  'sample.status': () => sample.status(),
  'sample.load': () => sample.load(),
  'sample.remove': () => sample.remove()
})
