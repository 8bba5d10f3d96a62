/** The floor under any command that opens a vault by its passphrase: Node starts, Argon2id runs with the vault's settings, Node ends. */
import { hashRaw } from '@node-rs/argon2'

await hashRaw(Buffer.from('six quiet herons on a wire'), {
  algorithm: 2,
  version: 1,
  memoryCost: 64 * 1024,
  timeCost: 3,
  parallelism: 4,
  salt: Buffer.alloc(16, 7),
  outputLen: 32
})
