import { defaultDerivation, deriveFromPassphrase, saltBytes } from './key-derivation.ts'

/** Costs of Argon2id for a new passphrase slot. */
export interface DerivationCosts {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** What one derivation may take on this computer, in milliseconds: security.md section 3.2. */
const targetMs = 700
const steps = [64, 128, 256].map((mebibytes) => mebibytes * 1024)

/**
 * The most memory of 64, 128 and 256 MiB with which one derivation stays within the target on this computer now; passes and lanes stay. Each step
 * is measured, and tried only when twice the time of the one before still fits. A clock that does not move measures nothing: then the floor.
 */
export async function calibrateDerivation(
  monotonic: () => number,
  derive: (costs: DerivationCosts) => Promise<unknown> = deriveOnce
): Promise<DerivationCosts> {
  let chosen: DerivationCosts = defaultDerivation
  for (const memoryKiB of steps) {
    const costs = { ...defaultDerivation, memoryKiB }
    const before = monotonic()
    try {
      await derive(costs)
    } catch (error) {
      // Memory the computer does not have. At the floor there is nothing less to fall back to.
      if (memoryKiB === defaultDerivation.memoryKiB) throw error
      return chosen
    }
    const tookMs = monotonic() - before
    if (tookMs > targetMs) return chosen
    chosen = costs
    if (tookMs <= 0 || tookMs * 2 > targetMs) return chosen
  }
  return chosen
}

async function deriveOnce(costs: DerivationCosts): Promise<void> {
  const key = await deriveFromPassphrase('calibration', { name: 'argon2id', ...costs, salt: Buffer.alloc(saltBytes, 1) })
  key.fill(0)
}
