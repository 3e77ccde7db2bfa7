/** What just happened and what one can do about it; stays until it is dismissed or replaced. */
import { usePanels } from './context.ts'
import { Icon } from './icons.tsx'
import { useStore } from './use-store.ts'

export function NoticeBar() {
  const { commands } = usePanels()
  const notice = useStore(state => state.notice)
  return (
    <div class="notices" role="status" aria-live="polite">
      {notice && (
        <div class={`notice ${notice.tone}`} key={notice.id}>
          {notice.tone !== 'info' && <Icon name="warning" />}
          <p>{notice.text}</p>
          {notice.action && (
            <button type="button" class="btn" onClick={() => commands.runNoticeAction()}>
              {notice.action.label}
            </button>
          )}
          <button type="button" class="icon" aria-label="Dismiss" onClick={() => commands.dismissNotice()}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  )
}
