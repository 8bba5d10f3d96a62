import { start } from './shell/start.ts'

// Not awaited: Electron becomes ready only after this module has finished loading.
void start()
