import { CircleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { frameText } from '../text/frame.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

interface Props {
  readonly children: ReactNode
}

/** Keeps a fault in one screen from taking the frame, and with it the Lock button, away. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    const { title, body, action } = frameText.crashed
    return (
      <EmptyState
        icon={CircleAlert}
        title={title}
        body={body}
        actions={<Button onPress={() => this.setState({ failed: false })}>{action}</Button>}
      />
    )
  }
}
