import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Guide as guideSchema } from '#contract/paths'
import { orderProblems } from './order.ts'

const GuideFile = z.strictObject({
  portalId: z.string().min(1).max(60),
  /** Raised with every change of a step. */
  version: z.int().positive(),
  guides: z.array(guideSchema).min(1)
})
export type GuideFile = z.output<typeof GuideFile>

/**
 * Every file of `<resourcesFolder>/guides`, one per portal. Guides are shipped data, so a bad file is a bug: throws a plain Error that names each
 * bad file with its reasons.
 */
export function readGuides(resourcesFolder: string): GuideFile[] {
  const folder = join(resourcesFolder, 'guides')
  const files: GuideFile[] = []
  const problems: string[] = []
  for (const fileName of readdirSync(folder).toSorted()) {
    if (!fileName.endsWith('.json')) continue
    const answer = guidesFromText(fileName, readFileSync(join(folder, fileName), 'utf8'))
    if ('file' in answer) files.push(answer.file)
    else problems.push(`${fileName}: ${answer.problems.join('; ')}`)
  }
  if (problems.length > 0) throw new Error(`Guide files that cannot be used:\n${problems.join('\n')}`)
  return files
}

/** One file's content against the schema, and against what a schema cannot say. */
export function guidesFromText(fileName: string, text: string): { readonly file: GuideFile } | { readonly problems: string[] } {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return { problems: [`is not JSON (${error instanceof Error ? error.message : 'unreadable'})`] }
  }
  const parsed = GuideFile.safeParse(content)
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`) }
  }
  const file = parsed.data
  const problems = file.guides.flatMap((guide) => orderProblems(guide).map((problem) => `${guide.id}: ${problem}`))
  if (fileName !== `${file.portalId}.json`) problems.push(`portalId: "${file.portalId}" is not the file's name`)
  if (new Set(file.guides.map((guide) => guide.id)).size !== file.guides.length) problems.push('two guides have the same id')
  return problems.length > 0 ? { problems } : { file }
}
