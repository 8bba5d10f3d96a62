/** The driver's calls, each handed to the part of the stand-in it concerns. */
import type { MainCalls } from '../calls.ts'
import type { Answering } from '../link.ts'
import { app, startApp } from './app.ts'
import { powerMonitor } from './desktop.ts'
import { answer } from './driver.ts'
import { serveRequest } from './session.ts'
import { askToOpen, callMain, refusesNavigation, windowGone } from './window.ts'

answer({
  ready: () => {
    startApp()
    return null
  },
  navigate: ({ url, isMainFrame }) => refusesNavigation(url, isMainFrame),
  open: ({ url }) => {
    askToOpen(url)
    return null
  },
  request: ({ url, method }) => serveRequest(url, method),
  invoke: ({ channel, args, frameUrl, isMainFrame }) => callMain(channel, args, frameUrl, isMainFrame),
  windowClosed: () => {
    windowGone()
    return null
  },
  quit: () => {
    app.quit()
    return null
  },
  power: ({ event }) => {
    powerMonitor.emit(event)
    return null
  }
} satisfies Answering<MainCalls>)
