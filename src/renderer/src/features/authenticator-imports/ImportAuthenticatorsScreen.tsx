import { useEffect, useState } from 'react'
import type { AuthenticatorImportCounts, AuthenticatorPreview } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { showFailure } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { redrawnOnWhite } from '../../app/redrawn-picture.ts'
import { authenticatorImportsText as text } from '../../text/authenticator-imports.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './AuthenticatorImports.module.css'
import { type ImportSource, sourceOf } from './import-source.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { SourcePanel } from './SourcePanel.tsx'
import { WaitingPanel } from './WaitingPanel.tsx'

/** Another app's authenticators: choose, look, decide, store; below, what still waits for an account. */
export function ImportAuthenticatorsScreen() {
  const client = useClient()
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [hint, setHint] = useState<string | null>(null)
  const [locked, setLocked] = useState<Extract<ImportSource, { kind: 'file' }> | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [preview, setPreview] = useState<AuthenticatorPreview | null>(null)
  const [done, setDone] = useState<AuthenticatorImportCounts | null>(null)
  /** A look that ended without an import: the first step is the next one again. */
  const [isBack, setBack] = useState(false)
  const previewId = preview?.previewId
  // What was read does not outlive the screen.
  useEffect(() => {
    if (previewId === undefined) return
    return () => void client.authenticatorImports.drop({ previewId }).catch(() => {})
  }, [client, previewId])

  const ask = async (source: ImportSource): Promise<AuthenticatorPreview> => {
    const found = await client.authenticatorImports.read({ source })
    return source.kind === 'pictures' && found.unread.length > 0 ? ((await askRedrawn(source, found.unread)) ?? found) : found
  }
  /** Once more, with the pictures in which nothing was found drawn anew. */
  const askRedrawn = async (source: Extract<ImportSource, { kind: 'pictures' }>, unread: readonly string[]) => {
    const pictures = await Promise.all(
      source.pictures.map(async (picture) => {
        const drawn = unread.includes(picture.fileName) ? await redrawnOnWhite(new Blob([new Uint8Array(picture.bytes)])) : null
        return drawn === null ? picture : { ...picture, bytes: drawn }
      })
    )
    return client.authenticatorImports.read({ source: { kind: 'pictures', pictures } })
  }
  const read = async (source: ImportSource): Promise<void> => {
    setReading(true)
    setError(null)
    setHint(null)
    setRefused(null)
    setDone(null)
    try {
      setPreview(await ask(source))
      setLocked(null)
    } catch (problem) {
      if (source.kind === 'file' && isApiError(problem, 'imports.password-needed')) setLocked(source)
      else if (locked !== null && isApiError(problem, 'imports.wrong-password')) setRefused(errorText(problem).title)
      else if (locked !== null) showFailure(problem)
      else setError(problem)
    } finally {
      setReading(false)
    }
  }
  const readFiles = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    const source = await sourceOf(files)
    if (source === 'mixed' || source === 'too-many') setHint(source === 'mixed' ? text.source.mixed : text.source.tooMany)
    else await read(source)
  }

  return (
    <>
      <PageHeader back={{ href: '#/import', label: text.back }} title={text.title} subtitle={text.subtitle} />
      <div className={css.page}>
        <Problem error={error} />
        {hint !== null && <Notice tone="warn">{hint}</Notice>}
        {done !== null && (
          <Section focusTitle title={text.done.title}>
            <p>{text.done.body(done)}</p>
            {done.given > 0 && <p>{text.done.confirm}</p>}
            <Link href="#/import">{text.done.toImports}</Link>
          </Section>
        )}
        {preview === null ? (
          <Section focusTitle={isBack} title={text.source.title}>
            <SourcePanel
              isReading={isReading}
              onFiles={(files) => void readFiles(files)}
              onText={(pasted) => void read({ kind: 'text', text: pasted })}
            />
          </Section>
        ) : (
          <PreviewPanel
            preview={preview}
            onCancel={() => {
              setPreview(null)
              setBack(true)
            }}
            onDone={(counts) => {
              setPreview(null)
              setDone(counts)
              setBack(false)
            }}
          />
        )}
        {preview === null && <WaitingPanel />}
      </div>
      {locked !== null && (
        <PasswordDialog
          fileName={locked.fileName}
          isReading={isReading}
          problem={refused}
          onRead={(password) => void read({ ...locked, password })}
          onClose={() => {
            setLocked(null)
            setRefused(null)
          }}
        />
      )}
    </>
  )
}
