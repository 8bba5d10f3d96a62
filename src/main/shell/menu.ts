import { app, Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  lock(): void
}

/** The native menu. No reload and no developer tools: the first would lose typed text, the second does not ship. */
export function setMenu({ lock }: MenuActions): void {
  const isMac = process.platform === 'darwin'
  const about: MenuItemConstructorOptions = { label: 'About Keydocket', click: () => app.showAboutPanel() }
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Lock', accelerator: 'CommandOrControl+L', click: lock },
        { type: 'separator' },
        isMac ? { role: 'close' } : { label: 'Quit', role: 'quit', accelerator: 'CommandOrControl+Q' }
      ]
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { type: 'separator' },
        { role: 'selectAll' }
      ]
    },
    {
      label: '&View',
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }]
    },
    { role: 'help', label: '&Help', submenu: [about] }
  ]
  app.setAboutPanelOptions({ applicationName: 'Keydocket', applicationVersion: app.getVersion() })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
