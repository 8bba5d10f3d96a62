import { expect, type Page } from '@playwright/test'

/** No element and no attribute that only markup inside a text could have made; the window's title says nothing of a client. */
export async function expectPlain(page: Page, where: string): Promise<void> {
  const foreign = await page.evaluate(() => {
    const known = /^(app:\/\/keydocket|https:\/\/keydocket\.localhost)\//
    return [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          [...element.attributes].some(({ name, value }) => /^on/i.test(name) || /^\s*(javascript|vbscript|data):/i.test(value)) ||
          /^(iframe|object|embed|base|frameset|marquee|keygen|portal|video|audio)$/i.test(element.tagName) ||
          (element instanceof HTMLScriptElement && !known.test(element.src))
      )
      .map((element) => element.outerHTML.slice(0, 200))
  })
  expect(foreign, where).toEqual([])
  await expect(page).toHaveTitle(/^([A-Z][a-z -]+ – )?Keydocket$/)
}
