const isMac = navigator.userAgent.includes('Mac')

/** How Ctrl (Cmd) with a key is written here. */
export function withControl(key: string, { shift = false } = {}): string {
  return isMac ? `${shift ? '⇧' : ''}⌘${key}` : `Ctrl+${shift ? 'Shift+' : ''}${key}`
}

/** Whether the keys are Ctrl (Cmd) with this letter and nothing else, and no open dialog takes the screen out of reach. */
export function isControlKey(event: KeyboardEvent, letter: string, { shift = false } = {}): boolean {
  if (event.key.toLowerCase() !== letter || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey !== shift) return false
  return document.querySelector('main')?.closest('[inert], [aria-hidden="true"]') === null
}
