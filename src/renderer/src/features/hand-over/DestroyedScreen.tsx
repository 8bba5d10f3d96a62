import { FileCheck } from 'lucide-react'
import { useClient } from '../../api/context.tsx'
import { useChange } from '../../app/change.ts'
import { clientsText } from '../../text/clients.ts'
import { destructionText } from '../../text/destruction.ts'
import { Button } from '../../ui/Button.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './HandOver.module.css'

const text = destructionText.done

/** In the place of a client whose records were destroyed: the certificate, as often as it is wanted. */
export function DestroyedScreen({ clientId }: { readonly clientId: string }) {
  const client = useClient()
  const [isPending, run] = useChange()
  const save = async (): Promise<void> => {
    const { saved } = await client.destruction.saveCertificate({ clientId })
    if (saved) showToast({ tone: 'good', text: text.saved })
  }
  return (
    <>
      <PageHeader title={text.title} back={{ href: '#/clients', label: clientsText.title }} />
      <div className={css.page}>
        <Section title={text.certificateTitle}>
          <div className={css.part}>
            <p>{text.body}</p>
            <p>{text.certificate}</p>
            <Button icon={FileCheck} variant="primary" isPending={isPending} onPress={() => run(save)}>
              {text.save}
            </Button>
          </div>
        </Section>
      </div>
    </>
  )
}
