import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AccessReport, Output, Recoverability } from '#contract'
import { accessReports } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { recoverabilityLooks } from '../../app/access-badges.tsx'
import { useView } from '../../app/answer-store.ts'
import { Problem } from '../../app/Problem.tsx'
import { recoveryText } from '../../text/recovery.ts'
import { Link } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Recovery.module.css'
import { type Share, sharesOf } from './shares.ts'

const text = recoveryText
type Overview = Output<'recovery.overview'>

/** Which accounts somebody could open today: all at a glance, and the lists to work through. */
export function RecoveryScreen({ openPaths }: { readonly openPaths: ReactNode }) {
  const { recovery } = useStores()
  useView(recovery)
  const { value, error } = useStore(recovery)
  return (
    <>
      <PageHeader title={text.title} subtitle={text.subtitle} />
      <div className={css.page}>
        <Problem error={error} />
        {value === null && error === null && <Spinner label={text.loading} />}
        {value !== null && (
          <>
            <Shares counts={value.accounts} />
            <div className={css.columns}>
              <Reports counts={value.reports} />
              {openPaths}
            </div>
          </>
        )}
      </div>
    </>
  )
}

function Shares({ counts }: { readonly counts: Overview['accounts'] }) {
  const shares = sharesOf(counts)
  return (
    <Section title={text.overview.title}>
      {shares.length === 0 ? (
        <p>{text.overview.none}</p>
      ) : (
        <div className={css.overview}>
          <Bar shares={shares} />
          <ul className={css.legend}>
            {shares.map(({ value, count }) => (
              <LegendItem key={value} value={value} count={count} />
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}

/** One bar of all accounts. The legend below says the same in words and numbers. */
function Bar({ shares }: { readonly shares: readonly Share[] }) {
  const spoken = text.overview.bar(shares.map(({ value, count }) => `${text.legend[value]}: ${count}`).join(', '))
  return (
    <svg className={css.bar} width="100%" height="20" role="img" aria-label={spoken}>
      {shares.map(({ value, start, length }) => (
        <rect key={value} className={css[recoverabilityLooks[value].tone]} x={`${start * 100}%`} width={`${length * 100}%`} height="20" />
      ))}
      {shares.slice(1).map(({ value, start }) => (
        <line key={value} className={css.gap} x1={`${start * 100}%`} x2={`${start * 100}%`} y1="0" y2="20" />
      ))}
    </svg>
  )
}

/** The report that lists the accounts of an answer, where there is one. */
const reportOf: Partial<Record<Recoverability, AccessReport>> = {
  'help-desk': 'not-recoverable',
  no: 'not-recoverable',
  unknown: 'nothing-recorded'
}

function LegendItem({ value, count }: Pick<Share, 'value' | 'count'>) {
  const { icon: Icon, tone } = recoverabilityLooks[value]
  const report = reportOf[value]
  return (
    <li className={css.legendItem}>
      <Icon size={15} className={css[tone]} aria-hidden />
      <strong>{count.toLocaleString('en-US')}</strong>{' '}
      {report === undefined ? text.legend[value] : <Link href={`#/recovery/${report}`}>{text.legend[value]}</Link>}
    </li>
  )
}

function Reports({ counts }: { readonly counts: Overview['reports'] }) {
  return (
    <Section title={text.reports.title} isFlush>
      <ul className={css.reports}>
        {accessReports.map((report) => {
          const { name, meaning } = text.report[report]
          const count = counts[report]
          return (
            <li key={report}>
              <a className={css.report} href={`#/recovery/${report}`}>
                <span className={css.texts}>
                  <span className={css.name}>{name}</span>
                  <span className={css.meaning}>{meaning}</span>
                </span>
                <span className={count === 0 ? css.muted : css.count}>
                  {count === 0 ? text.reports.none : count.toLocaleString('en-US')}
                </span>
                <ChevronRight size={14} aria-hidden />
              </a>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
