import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Meter } from 'react-aria-components'
import type { PassphraseStrength } from '#contract'
import { useClient } from '../../api/context.tsx'
import { passphraseWeaknesses } from '../../api/error-text.ts'
import { setupText } from '../../text/vault.ts'
import css from './Kit.module.css'

/** Pause in typing after which the passphrase is measured, in ms. */
const pauseMs = 180

/** How hard `passphrase` is to guess, measured in main after a pause in typing; null while it is empty or not measured yet. */
export function usePassphraseStrength(passphrase: string): PassphraseStrength | null {
  const client = useClient()
  const [measured, setMeasured] = useState<{ readonly of: string; readonly strength: PassphraseStrength } | null>(null)
  useEffect(() => {
    if (passphrase === '') return
    let isCurrent = true
    const timer = setTimeout(() => {
      client.vault
        .measurePassphrase({ passphrase })
        .then((strength) => {
          if (isCurrent) setMeasured({ of: passphrase, strength })
        })
        // Without a measurement the meter stays empty; main measures again before it accepts the passphrase.
        .catch(() => undefined)
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [client, passphrase])
  // The last measurement stays in view while typing goes on, so that the meter does not flicker.
  return passphrase === '' ? null : (measured?.strength ?? null)
}

const tones = [css.weak, css.weak, css.middling, css.strong, css.strong]

/** Four segments and a word. */
export function StrengthMeter({ strength }: { readonly strength: PassphraseStrength | null }) {
  const score = strength?.score ?? 0
  const word = strength ? setupText.passphrase.scores[score] : ''
  // A short passphrase can score high and still not be accepted; the meter must not call it strong.
  const tone = strength === null ? '' : strength.acceptable ? tones[score] : tones[Math.min(score, 2)]
  const shown = strength && !strength.acceptable && score > 2 ? setupText.passphrase.scores[2] : word
  const Icon = strength?.acceptable ? CircleCheck : CircleAlert
  return (
    <div className={css.strength}>
      <Meter
        aria-label={setupText.passphrase.strength}
        value={score}
        minValue={0}
        maxValue={4}
        valueLabel={shown ?? ''}
        className={`${css.meter} ${tone}`}
      >
        <span className={css.segments}>
          {[1, 2, 3, 4].map((step) => (
            <span key={step} className={score >= step ? `${css.segment} ${css.filled}` : css.segment} />
          ))}
        </span>
        <span className={css.word}>
          {strength && <Icon size={13} aria-hidden />}
          {shown}
        </span>
      </Meter>
      <p className={css.weakness}>{strength?.weakness ? passphraseWeaknesses[strength.weakness] : setupText.passphrase.advice}</p>
    </div>
  )
}
