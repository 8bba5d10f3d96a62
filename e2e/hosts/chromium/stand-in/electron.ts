/**
 * A STAND-IN for the module `electron`, for machines where Electron's runtime cannot be had. It is not Electron and does not ship.
 *
 * What it is: the part of Electron's interface that src/main/shell uses, checked against Electron's own types, so that the *built* main entry
 * (out/main/index.js) and the *built* preload run unchanged on Node 24 with a Chromium beside them. Main's process is this one; the driver
 * (../driver.ts) owns the Chromium through Playwright's pipe and asks this process over the fork's own channel. No port is opened anywhere.
 *
 * What is real: the core, keychain process, files, the shell's start, session policy, protocol handler with its headers, sender check, menu
 * template, quitting and locking; Chromium's enforcement of those headers; the page, its isolation from Node, its sandbox (unless run as root).
 *
 * What differs from Electron:
 *  - app://keydocket is https://keydocket.localhost inside Chromium, answered by the protocol handler before any network. Main sees app:// only.
 *  - Context isolation: the preload runs in the page's own world, before the page's scripts. contextBridge copies plain objects and freezes them;
 *    functions are not proxied. Events arrive through a property of `window` under a symbol.
 *  - ipcRenderer carries plain data, undefined, Date, bigint, Uint8Array and ArrayBuffer; Electron's structured clone knows more.
 *  - `window.open` answers null in the page and asks the window-open handler afterwards; only the answer "deny" is known.
 *  - will-frame-navigate is asked for every navigation that makes a request; about:blank, javascript: and same-document moves make none.
 *  - Session: only handlers that refuse every permission are known; Chromium is then told to refuse them all. Downloads are always refused.
 *  - Window: one at a time, shown from the start; minimum size, title-bar handling, `show`, content protection and disableDialogs do nothing. The title is
 *    the document's.
 *  - webContents.forcefullyCrashRenderer is known only together with the reload after it: the driver leads the page over another site, for which Chromium
 *    takes another process, ends the old one and takes a third for the page that comes back. Playwright cannot go on with a page that crashed.
 *  - dialog.showSaveDialog is window.prompt asking for a path (window.confirm before replacing a file); showErrorBox prints to standard error;
 *    showMessageBox, with two buttons, is window.confirm. dialog.showOpenDialog, for one folder or file, is window.prompt asking for its path.
 *  - Notification shows nothing: it is written to standard error, which is its record.
 *  - shell.openExternal opens nothing: the driver is told the address.
 *  - clipboard is Chromium's own, through a hidden page of its own origin; `clear` writes an empty text and answers a promise.
 *    Formats of the system beside the text never reach the desktop: a page cannot write them. The driver is told their names.
 *    A headed Chromium ends with its window, and its clipboard with it: what main does with the clipboard after that fails.
 *  - Menu: kept, not drawn; accelerators do nothing. The about panel's text is kept; showing it is not in the stand-in.
 *  - powerMonitor never sees the computer; events come from tests only.
 *  - requestSingleInstanceLock is a file naming the process; the event second-instance is never delivered.
 *  - utilityProcess.fork is child_process.fork with `process.parentPort` added.
 *  - app: paths userData (as Electron on Linux) and documents only; isPackaged is false; enableSandbox is Chromium's default.
 *  - process.versions.electron does not exist, by which the shell knows that this is not Electron.
 * Everything else throws "not in the stand-in", or is no export at all.
 */
import { app } from './app.ts'
import { ClipboardItem, clipboard, dialog, Menu, Notification, powerMonitor, shell } from './desktop.ts'
import { protocol, session } from './session.ts'
import { utilityProcess } from './utility-process.ts'
import { BrowserWindow, ipcMain } from './window.ts'
import './serve.ts'

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  powerMonitor,
  protocol,
  session,
  shell,
  utilityProcess
}
