/**
 * What just happened and what one can do about it; trouble stays until it is dismissed or replaced. A short one fits between
 * the modes and the buttons of a wide top bar; any other has a row of its own, so that it covers nothing.
 */
import { useEffect } from 'preact/hooks'
import { usePanels } from './context.ts'
import { Icon } from './icons.tsx'
import { useStore } from './use-store.ts'

/** Letters that fit on two lines in the narrowest of the wide top bars, the action's included. */
const SHORT = 100

/** News that asks for nothing goes by itself; what went wrong stays. */
const INFO_MILLISECONDS = 15_000

export function NoticeBar() {
  const { commands } = usePanels()
  const notice = useStore(state => state.notice)
  useEffect(() => {
    if (notice?.tone !== 'info' || notice.action?.command === 'open-teach') return
    const timer = setTimeout(() => commands.dismissNotice(), INFO_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [notice?.id])
  const length = notice ? notice.text.length + (notice.action ? notice.action.label.length + 6 : 0) : 0
  return (
    <div class={`notices ${length > SHORT ? 'long' : 'short'}`} role="status" aria-live="polite">
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
