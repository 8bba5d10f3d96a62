/**
 * How a copied secret tells the rest of the computer to leave it alone, by platform. Each mark is a format of its own beside the text, written with it
 * in one go. They are requests: a program that ignores them reads the text all the same, and Apple's Universal Clipboard knows none.
 */
export interface ClipboardMark {
  /** The system's own name of the format. */
  readonly format: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** DWORD 0. */
const no = new Uint8Array(4)
/** What the format holds does not matter: that it is there does. */
const present = new Uint8Array([1])

const marks: Partial<Record<NodeJS.Platform, readonly ClipboardMark[]>> = {
  // Microsoft, "Cloud Clipboard and Clipboard History Formats".
  win32: [
    { format: 'ExcludeClipboardContentFromMonitorProcessing', bytes: present },
    { format: 'CanIncludeInClipboardHistory', bytes: no },
    { format: 'CanUploadToCloudClipboard', bytes: no }
  ],
  // nspasteboard.org.
  darwin: [
    { format: 'org.nspasteboard.ConcealedType', bytes: present },
    { format: 'org.nspasteboard.TransientType', bytes: present }
  ],
  // KDE's Klipper; GNOME has no such mark.
  linux: [{ format: 'x-kde-passwordManagerHint', bytes: new TextEncoder().encode('secret') }]
}

export const marksFor = (platform: NodeJS.Platform): readonly ClipboardMark[] => marks[platform] ?? []

/** Electron's name for a format of the system (since Electron 44). */
export const systemFormat = (format: string): string => `electron application/osclipboard;format="${format}"`

/** What one item of Electron's clipboard holds for a secret. */
export function secretItem(secret: string, platform: NodeJS.Platform): Record<string, string | Blob> {
  return {
    'text/plain': secret,
    ...Object.fromEntries(marksFor(platform).map(({ format, bytes }) => [systemFormat(format), new Blob([bytes])]))
  }
}
