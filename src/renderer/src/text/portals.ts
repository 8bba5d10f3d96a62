import type { Portal, PortalOrigin } from '#contract'

type Certainty = Portal['facts'][number]['certainty']

/** Words of the portals in Settings. */
export const portalsText = {
  title: 'Portals',
  intro:
    'What Keydocket knows of each portal, where it was read, and how sure it is. The firm’s own files in this folder count before Keydocket’s.',
  loading: 'Loading portals',
  reload: 'Read the files again',
  reloaded: 'Portal files read again.',
  reloadedWith: (count: number): string => `Portal files read again. ${count} ${count === 1 ? 'file is' : 'files are'} not used.`,
  refused: (fileName: string): string => `${fileName} is not used`,
  version: (version: number): string => `version ${version}`,
  origin: {
    'replaced-by-firm': (version: number | null): string => `The firm’s file, instead of version ${version ?? ''}`,
    'added-by-firm': (): string => 'Added by the firm'
  } satisfies Record<Exclude<PortalOrigin, 'shipped'>, (version: number | null) => string>,
  noFacts: 'No facts are written down for this portal.',
  certainty: {
    A: 'The agency’s own text',
    B: 'Agency text, read second-hand',
    C: 'A guide',
    D: 'Seen in other people’s programs',
    U: 'Unverified: the firm’s own setting'
  } satisfies Record<Certainty, string>
} as const
