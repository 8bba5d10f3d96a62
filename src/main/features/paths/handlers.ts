import type { HandlersOf } from '../../router.ts'
import type { LinksService } from './links.ts'
import type { PathsService } from './service.ts'

export const createPathsHandlers = (
  paths: PathsService,
  links: LinksService
): HandlersOf<'guides'> & HandlersOf<'paths'> & HandlersOf<'links'> => ({
  'guides.list': (input) => paths.guides(input),
  'paths.list': (input) => paths.list(input),
  'paths.get': (input) => paths.get(input),
  'paths.start': (input) => paths.start(input),
  'paths.setStep': (input) => paths.setStep(input),
  'paths.finish': (input) => paths.finish(input),
  'paths.abandon': (input) => paths.abandon(input),
  'links.open': (input) => links.open(input)
})
