import type { Random } from '../ports.ts'

export const nonceBytes = 12
const nonceCount = 256

/**
 * Random 96-bit nonces for AES-GCM, drawn in batches because one call to the generator costs more than the encryption of a short record.
 * NIST SP 800-38D section 8.3 bounds random nonces at 2^32 uses of one key; a firm stays many orders below that.
 */
export function createNonces(random: Random): () => Buffer {
  let pool = Buffer.alloc(0)
  return () => {
    if (pool.length < nonceBytes) pool = random.bytes(nonceBytes * nonceCount)
    const nonce = Buffer.from(pool.subarray(0, nonceBytes))
    pool = pool.subarray(nonceBytes)
    return nonce
  }
}
