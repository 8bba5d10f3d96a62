import { importsText } from '../text/imports.ts'
import { AreaTabs } from './AreaTabs.tsx'

const places: readonly { readonly path: string; readonly name: string }[] = [{ path: '/import', name: importsText.import }]

/** The screens under Import and export; while there is one, there is nothing to choose. */
export const TransferTabs = () => (places.length < 2 ? null : <AreaTabs label={importsText.areas} places={places} />)
