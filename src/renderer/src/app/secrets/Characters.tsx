import css from './Secret.module.css'

/** Splits a code for reading: six digits as 3 + 3, eight as 4 + 4, and so on; the groups joined are the code. */
export function groupsOf(code: string): readonly string[] {
  const size = code.length > 6 && code.length % 4 === 0 ? 4 : code.length % 3 === 0 ? 3 : Math.ceil(code.length / 2)
  return code.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []
}

/** A verification code in groups. Its text content is the bare code, so that selecting it copies no spaces. */
export function CodeDigits({ code, isLarge = false }: { readonly code: string; readonly isLarge?: boolean }) {
  const groups = groupsOf(code)
  const starts = groups.map((_group, index) => groups.slice(0, index).join('').length)
  return (
    <span className={isLarge ? `${css.code} ${css.large}` : css.code}>
      {groups.map((group, index) => (
        <span key={starts[index]}>{group}</span>
      ))}
    </span>
  )
}

/**
 * A revealed secret as printed, in a face that tells 0 from O and 1 from l; digits have a colour of their own as well. Spaces stay.
 */
export function Characters({ value }: { readonly value: string }) {
  const runs = value.match(/\d+|\D+/g) ?? []
  const starts = runs.map((_run, index) => runs.slice(0, index).join('').length)
  return (
    <span className={css.characters}>
      {runs.map((run, index) => (
        <span key={starts[index]} {...(/\d/.test(run) ? { className: css.digit } : {})}>
          {run}
        </span>
      ))}
    </span>
  )
}
