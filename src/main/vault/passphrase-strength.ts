import type { PassphraseStrength } from '#contract'
import { passphraseBounds } from '#contract/vault'

/** Score from which a passphrase is accepted: 3 of 4, "safely unguessable" even against an attack on the copied file. */
const acceptableScore = 3
/** The estimator's time grows steeply with repetitive input. What follows can only make a passphrase stronger, so it is left out. */
const measuredCharacters = 64

/** Judges a new passphrase. Counts characters of the NFKC form, the form that is stretched into a key. */
export async function measurePassphrase(passphrase: string): Promise<PassphraseStrength> {
  const characters = [...passphrase.normalize('NFKC')]
  if (characters.length > passphraseBounds.max) return { score: 0, acceptable: false, weakness: 'too-long' }
  loading ??= loadEstimator()
  const estimator = await loading
  const { score } = estimator.check(characters.slice(0, measuredCharacters).join(''), ['keydocket'])
  if (characters.length < passphraseBounds.min) return { score, acceptable: false, weakness: 'too-short' }
  const acceptable = score >= acceptableScore
  return { score, acceptable, weakness: acceptable ? null : 'too-easy-to-guess' }
}

let loading: ReturnType<typeof loadEstimator> | null = null

/** Some megabytes of word lists, needed only while a passphrase is being chosen. */
async function loadEstimator() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en')
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations
  })
}
