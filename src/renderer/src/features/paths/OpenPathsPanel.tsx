import { useStore } from 'zustand'
import type { Path } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { Problem } from '../../app/Problem.tsx'
import { accountName } from '../../text/accounts.ts'
import { formatInstantDate } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Paths.module.css'

/** Every guided path under way in the firm. */
export function OpenPathsPanel() {
  const { paths } = useStores()
  useView(paths.open)
  const { value, error } = useStore(paths.open)
  const isListed = value !== null && value.length > 0
  return (
    <Section title={pathsText.openTitle} isFlush={isListed}>
      <Problem error={error} />
      {value === null && error === null && <Spinner label={pathsText.loading} />}
      {value !== null && value.length === 0 && <p className={css.muted}>{pathsText.openEmpty}</p>}
      {isListed && (
        <ul className={css.paths}>
          {value.map((path) => (
            <OpenPath key={path.id} path={path} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function OpenPath({ path }: { readonly path: Path }) {
  const done = path.steps.filter(({ doneAt }) => doneAt !== null).length
  return (
    <li>
      <a className={css.path} href={`#/paths/${path.id}`}>
        <span className={css.texts}>
          <span className={css.name}>{path.guide.title}</span>
          <span className={css.small}>{accountName(path)}</span>
        </span>
        <span className={css.small}>
          {pathsText.progress(done, path.steps.length)}
          <br />
          {formatInstantDate(path.startedAt)}
        </span>
      </a>
    </li>
  )
}
