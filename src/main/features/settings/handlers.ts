import type { HandlersOf } from '../../router.ts'
import type { SettingsService } from './service.ts'

export const createSettingsHandlers = (settings: SettingsService): HandlersOf<'settings'> => ({
  'settings.get': () => settings.get(),
  'settings.update': (input) => settings.update(input)
})
