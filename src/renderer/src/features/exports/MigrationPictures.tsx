import { useState } from 'react'
import type { Output } from '#contract'
import { exportsText } from '../../text/exports.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import css from './Exports.module.css'

const text = exportsText.authenticators.pictures

/** The codes one after the other, for a phone to scan. They are gone when the dialog is. */
export function MigrationPictures({
  shown,
  onClose
}: {
  readonly shown: Output<'exports.migrationPictures'>
  readonly onClose: () => void
}) {
  const [at, setAt] = useState(0)
  const picture = shown.pictures[at]
  if (picture === undefined) return null
  const { number, of, names, modules } = picture
  return (
    <Dialog
      isOpen
      title={text.title}
      subtitle={text.place(number, of)}
      onClose={onClose}
      footer={
        <>
          {of > 1 && (
            <>
              <Button isDisabled={at === 0} onPress={() => setAt(at - 1)}>
                {text.previous}
              </Button>
              <Button isDisabled={number === of} onPress={() => setAt(at + 1)}>
                {text.next}
              </Button>
            </>
          )}
          <Button variant="primary" onPress={onClose}>
            {text.close}
          </Button>
        </>
      }
    >
      <div className={css.picture}>
        <Code modules={modules} label={text.label(number, of)} />
        <ul className={css.names}>
          {names.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two accounts may go by one name, and the list never changes
            <li key={index}>{name}</li>
          ))}
        </ul>
        {shown.leftOut.length > 0 && <p>{text.leftOut(shown.leftOut)}</p>}
      </div>
    </Dialog>
  )
}

/** Modules of the quiet zone on each side (ISO/IEC 18004). */
const quiet = 4

function Code({ modules, label }: { readonly modules: readonly string[]; readonly label: string }) {
  const size = modules.length + quiet * 2
  const path = modules
    .flatMap((row, y) => [...row].map((module, x) => (module === '1' ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className={css.code}>
      <path d={path} fill="#000" />
    </svg>
  )
}
