import { contextBridge, ipcRenderer } from 'electron'
import { createBridge } from './bridge.ts'
import { wire } from './contract/channels.ts'
import type { Api } from './contract/index.ts'

const api = createBridge({
  invoke: (channel, input) => ipcRenderer.invoke(wire.invoke, channel, input),
  subscribe: (event, listener) => {
    // The Electron event object stays here: the page gets the payload only.
    const forward = (_event: unknown, name: unknown, payload: unknown): void => {
      if (name === event) listener(payload)
    }
    ipcRenderer.on(wire.event, forward)
    return () => {
      ipcRenderer.off(wire.event, forward)
    }
  }
}) satisfies Api

contextBridge.exposeInMainWorld('keydocket', api)
