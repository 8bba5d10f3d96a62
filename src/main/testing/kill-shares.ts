import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * How the kills of row 15 are spread when their full number is asked for (KEYDOCKET_SECURITY_KILLS, of which the list wants 1,000). Changes with fewer
 * steps than their share are killed before every step.
 */
const shares = {
  writes: 0.42,
  migrations: 0.3,
  rotation: 0.14,
  passphrase: 0.05,
  kit: 0.05,
  salvage: 0.14,
  backup: 0.1,
  restore: 0.1,
  imports: 0.04
} as const
export type KillShare = keyof typeof shares

const asked = Number(process.env['KEYDOCKET_SECURITY_KILLS'] ?? 0)

/** Kills for one kind of change; `few` when the full number is not asked for. */
export const killsFor = (share: KillShare, few: number): number => (asked === 0 ? few : Math.ceil(asked * shares[share]))

/** Of the steps 1 to `steps`, so many, evenly spread, the first and the last among them. */
export function spread(steps: number, wanted: number): number[] {
  if (wanted >= steps) return Array.from({ length: steps }, (_, index) => index + 1)
  if (wanted < 2) return [Math.ceil(steps / 2)]
  return [...new Set(Array.from({ length: wanted }, (_, index) => 1 + Math.round((index * (steps - 1)) / (wanted - 1))))]
}

/** Surroundings of a process that is started only to be killed: most of its life is loading code, which a kept compilation halves. */
export const dyingEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'keydocket-test-code') })
