import { secretText } from '../../text/secrets.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'

/** Tells a screen reader that something secret is on the screen now, and when it is gone; never what it is: a voice carries through a room. */
export function ShownStatus({ name, isShown }: { readonly name: string; readonly isShown: boolean }) {
  return (
    <VisuallyHidden>
      <span role="status">{isShown ? secretText.isShown(name) : ''}</span>
    </VisuallyHidden>
  )
}
