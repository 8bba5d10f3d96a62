import type { Path } from '#contract'
import { formatInstantDate } from '../../../text/dates.ts'
import { pathsText as text } from '../../../text/paths.ts'
import { Link } from '../../../ui/Link.tsx'
import { Notice } from '../../../ui/Notice.tsx'

/** The guided paths that somebody began on this account and has not ended. */
export function PathsUnderWay({ paths }: { readonly paths: readonly Path[] }) {
  return paths.map(({ id, guide, steps, startedAt, startedBy }) => (
    <Notice key={id} title={text.underWay(guide.title)} action={<Link href={`#/paths/${id}`}>{text.goOn}</Link>}>
      {`${text.progress(steps.filter(({ doneAt }) => doneAt !== null).length, steps.length)}. ${text.startedBy(startedBy, formatInstantDate(startedAt))}.`}
    </Notice>
  ))
}
