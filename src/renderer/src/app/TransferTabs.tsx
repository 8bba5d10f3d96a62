import { importsText } from '../text/imports.ts'
import { AreaTabs } from './AreaTabs.tsx'

const places = [
  { path: '/import', name: importsText.import },
  { path: '/export', name: importsText.export }
] as const

/** The screens under Import and export. */
export const TransferTabs = () => <AreaTabs label={importsText.areas} places={places} />
