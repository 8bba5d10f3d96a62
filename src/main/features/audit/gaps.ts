/** Rows of the audit log that a salvage could not read: from and to, both of them gone. */
export interface AuditGap {
  readonly from: number
  readonly to: number
}

/** As they stand in the details of `vault.salvaged`: `3-5,9-9`. */
export function gapsFromText(text: string): AuditGap[] {
  return [...text.matchAll(/(\d+)-(\d+)/g)].map((match) => ({ from: Number(match[1]), to: Number(match[2]) }))
}
