/** Pixels of the largest picture that is drawn anew; main's own limit for pictures. */
const mostPixels = 25_000_000

/**
 * The picture as a PNG on white, drawn by the sandboxed window, or null when the window cannot read it either. For what main's reader does not
 * know: WebP and AVIF, and QR codes drawn black on nothing.
 */
export async function redrawnOnWhite(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const picture = await createImageBitmap(file)
    const { width, height } = picture
    if (width * height > mostPixels) return null
    const canvas = new OffscreenCanvas(width, height)
    const drawing = canvas.getContext('2d')
    if (drawing === null) return null
    drawing.fillStyle = 'white'
    drawing.fillRect(0, 0, width, height)
    drawing.drawImage(picture, 0, 0)
    picture.close()
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  } catch {
    return null
  }
}
