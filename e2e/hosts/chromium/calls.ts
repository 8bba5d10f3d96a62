/** What the two processes of the Chromium host ask of each other. Addresses are app:// ones on this side of the driver. */

/** Served by main's process, asked by the driver. */
export interface MainCalls {
  ready(input: null): null
  /** A frame is about to go to `url`; true when a listener prevented it. */
  navigate(input: { url: string; isMainFrame: boolean }): boolean
  /** A page asked for a window of its own. It is never opened; a handler that would allow it fails the call. */
  open(input: { url: string }): null
  /** The page loads `url`. Null: cancelled by the session's request listener. */
  request(input: { url: string; method: string }): ServedResponse | null
  invoke(input: { channel: string; args: unknown[]; frameUrl: string; isMainFrame: boolean }): unknown
  windowClosed(input: null): null
  quit(input: null): null
  /** Lets a test say what the computer does. */
  power(input: { event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' }): null
}

export interface ServedResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

/** Served by the driver, asked by main's process. */
export interface DriverCalls {
  createWindow(input: { width: number; height: number; title: string; preload: string }): null
  load(input: { url: string }): null
  /** Loads the page again in a process that has not held it before; answers when the one before has ended. */
  reloadInNewProcess(input: null): null
  closeWindow(input: null): null
  focusWindow(input: null): null
  send(input: { channel: string; args: unknown[] }): null
  /** What the person typed, or null when they cancelled. */
  prompt(input: { text: string; suggestion: string }): string | null
  confirm(input: { text: string }): boolean
  /** Opens nothing: the driver keeps the address. */
  openExternal(input: { url: string }): null
  readClipboard(input: null): string
  /** `marks`: names of formats of the system that should stand beside the text and cannot. */
  writeClipboard(input: { text: string; marks: string[] }): null
}

/** How the driver tells main's process where it is: one environment variable with this as JSON. */
export const settingsVariable = 'KEYDOCKET_STAND_IN'
export interface StandInSettings {
  /** Folder of package.json. */
  readonly root: string
  /** Throw-away browser profile, removed by main's process too in case the driver was killed. */
  readonly profile: string
}
