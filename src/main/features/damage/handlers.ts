import type { HandlersOf } from '../../router.ts'
import type { DamageService } from './service.ts'

export const createDamageHandlers = (damage: DamageService): HandlersOf<'damage'> => ({
  'damage.lastSalvage': () => damage.lastSalvage(),
  'damage.saveReport': () => damage.saveReport()
})
