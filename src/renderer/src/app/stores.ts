import type { KeydocketClient } from '../api/client.ts'
import { createDraftBoardStore, createPasscodeBoardStore } from '../features/access-codes/clock-boards.ts'
import { createAccessCodeBoardStore } from '../features/access-codes/store.ts'
import { createAccountsStore } from '../features/accounts/store.ts'
import { createExposureStore } from '../features/activity/exposure-store.ts'
import { createRecordStore } from '../features/activity/record-store.ts'
import { createActivityStore } from '../features/activity/store.ts'
import { createWaitingEntriesStore } from '../features/authenticator-imports/store.ts'
import { createBackupStore } from '../features/backup/store.ts'
import { createBackupCodeBoardStore } from '../features/backup-codes/store.ts'
import { createCasesStore } from '../features/cases/store.ts'
import { createClientsStore } from '../features/clients/store.ts'
import { createClockStore } from '../features/clock/store.ts'
import { createContactsStore } from '../features/contacts/store.ts'
import { createNextStepsStore } from '../features/deadlines/next-steps-store.ts'
import { createDeadlinesStore } from '../features/deadlines/store.ts'
import { createDuplicatesStore } from '../features/duplicates/store.ts'
import { createImportsStore } from '../features/imports/store.ts'
import { createClientMattersStore, createMattersStore, createOpenedMatterStore } from '../features/matters/store.ts'
import { createMembersStore } from '../features/members/store.ts'
import { createPartiesStore } from '../features/parties/store.ts'
import { createPathsStore } from '../features/paths/store.ts'
import { createPortalsStore } from '../features/portals/store.ts'
import { createRecoveryStore } from '../features/recovery/store.ts'
import { createRepresentativesStore } from '../features/representatives/store.ts'
import { createRotationStore } from '../features/rotation/store.ts'
import { createSettingsStore } from '../features/settings/store.ts'
import { createSignInsStore } from '../features/sign-ins/store.ts'
import { createTodayStore } from '../features/today/store.ts'
import { createListPlaces } from './list-places.ts'

/** One store per feature, all made from one client. */
export function createStores(client: KeydocketClient) {
  return {
    accounts: createAccountsStore(client),
    clients: createClientsStore(client),
    cases: createCasesStore(client),
    duplicates: createDuplicatesStore(client),
    waitingEntries: createWaitingEntriesStore(client),
    matters: createMattersStore(client),
    openedMatter: createOpenedMatterStore(client),
    clientMatters: createClientMattersStore(client),
    contacts: createContactsStore(client),
    parties: createPartiesStore(client),
    representatives: createRepresentativesStore(client),
    portals: createPortalsStore(client),
    settings: createSettingsStore(client),
    activity: createActivityStore(client),
    record: createRecordStore(client),
    backup: createBackupStore(client),
    imports: createImportsStore(client),
    exposure: createExposureStore(client),
    rotation: createRotationStore(client),
    deadlines: createDeadlinesStore(client),
    nextSteps: createNextStepsStore(client),
    today: createTodayStore(client),
    accessCodes: createAccessCodeBoardStore(client),
    passcodes: createPasscodeBoardStore(client),
    drafts: createDraftBoardStore(client),
    signIns: createSignInsStore(client),
    backupCodes: createBackupCodeBoardStore(client),
    recovery: createRecoveryStore(client),
    paths: createPathsStore(client),
    members: createMembersStore(client),
    clock: createClockStore(client),
    places: createListPlaces()
  }
}

export type Stores = ReturnType<typeof createStores>

/** Empties every store: after a lock the window holds nothing that came out of the vault. */
export function resetStores(stores: Stores): void {
  for (const store of Object.values(stores)) store.reset()
}
