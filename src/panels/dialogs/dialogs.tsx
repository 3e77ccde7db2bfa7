/** Whichever dialog is open. */
import { Gallery } from '../gallery.tsx'
import { useStore } from '../use-store.ts'
import { AboutText } from './about-text.tsx'
import { DeleteData } from './delete-data.tsx'
import { ImportLabels } from './import-labels.tsx'
import { KeyList } from './key-list.tsx'
import { Modal } from './modal.tsx'

export function Dialogs() {
  switch (useStore(state => state.dialog)) {
    case 'keys':
      return (
        <Modal title="Keys">
          <KeyList />
        </Modal>
      )
    case 'worlds':
      return (
        <Modal title="Worlds" kind="worlds">
          <Gallery />
        </Modal>
      )
    case 'data':
      return (
        <Modal title="Delete all your answers?">
          <DeleteData />
        </Modal>
      )
    case 'import':
      return (
        <Modal title="Whose answers are these?">
          <ImportLabels />
        </Modal>
      )
    case 'about':
      return (
        <Modal title="Good Robot">
          <AboutText />
        </Modal>
      )
    case 'none':
      return null
  }
}
