/** Put in by the build. */
declare const __KEYDOCKET_BUILT_AT__: number | undefined

/** When this version was built, epoch ms; null where it runs from its source. */
export const builtAt: number | null = typeof __KEYDOCKET_BUILT_AT__ === 'number' ? __KEYDOCKET_BUILT_AT__ : null
