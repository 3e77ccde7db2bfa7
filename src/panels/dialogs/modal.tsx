/** A native modal dialog: the browser keeps the focus inside; Escape and a click beside it close it. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'

interface ModalProps {
  readonly title: string
  readonly kind?: string
  readonly children: ComponentChildren
}

export function Modal({ title, kind = '', children }: ModalProps) {
  const { commands } = usePanels()
  const dialog = useRef<HTMLDialogElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = dialog.current!
    const opener = document.activeElement
    element.showModal()
    body.current!.focus() // rather than the close button
    return () => {
      element.close()
      // The browser gives the focus back only while the dialog is still in the page.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  const close = () => commands.openDialog('none')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog; the click is for the space beside it
    <dialog
      ref={dialog}
      class={`modal ${kind}`}
      aria-label={title}
      onCancel={event => {
        event.preventDefault()
        close()
      }}
      onClick={event => {
        if (event.target === dialog.current) close()
      }}
    >
      <div class="sheet-body" ref={body} tabIndex={-1}>
        <header>
          <h2>{title}</h2>
          <button type="button" class="icon" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
