import type { HandlersOf } from '../../router.ts'
import type { IdleLock } from './idle-lock.ts'
import type { VaultService } from './service.ts'

export function createVaultHandlers(vault: VaultService, idleLock: Pick<IdleLock, 'touch'>): HandlersOf<'vault'> {
  return {
    'vault.status': () => vault.status(),
    'vault.measurePassphrase': (input) => vault.measurePassphrase(input),
    'vault.begin': (input) => vault.begin(input),
    'vault.saveKit': () => vault.saveKit(),
    'vault.confirmKit': (input) => vault.confirmKit(input),
    'vault.cancelSetup': () => vault.cancelSetup(),
    'vault.unlockWithKeychain': () => vault.unlockWithKeychain(),
    'vault.unlockWithPassphrase': (input) => vault.unlockWithPassphrase(input),
    'vault.unlockWithKit': (input) => vault.unlockWithKit(input),
    'vault.lock': () => vault.lock('by-hand'),
    'vault.touch': () => {
      idleLock.touch()
      return {}
    },
    'vault.setKeychainSlot': (input) => vault.setKeychainSlot(input),
    'vault.info': () => vault.info(),
    'vault.changePassphrase': (input) => vault.changePassphrase(input),
    'vault.renewKit': (input) => vault.renewKit(input),
    'vault.confirmRenewedKit': (input) => vault.confirmRenewedKit(input),
    'vault.prepareRotation': (input) => vault.prepareRotation(input),
    'vault.rotate': (input) => vault.rotate(input),
    'vault.cancelRotation': () => vault.cancelRotation(),
    'vault.check': (input) => vault.check(input),
    'vault.openForReading': () => vault.openForReading(),
    'vault.salvage': () => vault.salvage()
  }
}
