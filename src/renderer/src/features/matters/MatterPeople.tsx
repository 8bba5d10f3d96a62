import type { Case, Party, Representative } from '#contract'
import { mattersText } from '../../text/matters.ts'
import { partyRoleNames } from '../../text/parties.ts'
import { representativeKindNames } from '../../text/representatives.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './Matters.module.css'
import { peopleOf } from './people.ts'

const text = mattersText.detail

export interface MatterPeopleProps {
  readonly cases: readonly Case[]
  readonly parties: readonly Party[]
  readonly representatives: readonly Representative[]
}

/** Who takes part in the cases of a matter, and who represents them. */
export function MatterPeople({ cases, parties, representatives }: MatterPeopleProps) {
  const people = peopleOf(cases, parties, representatives)
  return (
    <Section title={text.people}>
      {people.withoutAccess.length > 0 && <Notice tone="warn">{text.withoutAccess(people.withoutAccess.join(', '))}</Notice>}
      {people.parties.length + people.representatives.length === 0 && <p className={css.muted}>{text.noPeople}</p>}
      {people.parties.length + people.representatives.length > 0 && (
        <ul className={css.list}>
          {people.parties.map(({ id, name, clientId, roles }) => (
            <li key={id} className={css.person}>
              <span className={css.named}>
                {clientId === null ? (
                  <>
                    <strong>{name}</strong> <Badge>{text.contact}</Badge>
                  </>
                ) : (
                  <Link href={`#/clients/${clientId}`}>{name}</Link>
                )}
              </span>
              {roles.map(({ role, receipts }) => (
                <span key={role} className={css.small}>
                  {text.asParty(partyRoleNames[role], receipts.join(', '))}
                </span>
              ))}
            </li>
          ))}
          {people.representatives.map(({ id, name, kind, receipts }) => (
            <li key={id} className={css.person}>
              <strong>{name}</strong>
              <span className={css.small}>
                {receipts.length === 0
                  ? text.noAppearance(representativeKindNames[kind])
                  : text.appearances(representativeKindNames[kind], receipts.join(', '))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
