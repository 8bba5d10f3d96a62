import type { Input, maxImportFileBytes, maxImportPictures } from '#contract'

export type ImportSource = Input<'authenticatorImports.read'>['source']

/** The contract's bounds, repeated because its module loads the schema library; their types make sure they are the same numbers. */
const pictureCount = 50
export const mostPictures: typeof maxImportPictures = pictureCount
const fileLimit = 64 * 1024 * 1024
export const maxFile: typeof maxImportFileBytes = fileLimit

const isPicture = ({ type, name }: File): boolean => type.startsWith('image/') || /\.(png|jpe?g|webp|gif|bmp)$/i.test(name)

/** Files as one source: pictures together, or one other file. */
export async function sourceOf(files: readonly File[]): Promise<ImportSource | 'mixed' | 'too-many'> {
  const pictures = files.filter(isPicture)
  const [file, ...others] = files.filter((one) => !isPicture(one))
  if (others.length > 0 || (file !== undefined && pictures.length > 0)) return 'mixed'
  if (file !== undefined) return { kind: 'file', fileName: file.name, bytes: await bytesOf(file) }
  if (pictures.length > mostPictures) return 'too-many'
  return { kind: 'pictures', pictures: await Promise.all(pictures.map(async (one) => ({ fileName: one.name, bytes: await bytesOf(one) }))) }
}

const bytesOf = async (file: File): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer())
