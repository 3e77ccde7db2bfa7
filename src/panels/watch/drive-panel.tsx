/** The person at the controls of a control world: held buttons or a strip, and one's return beside the robot's. */
import { useEffect, useState } from 'preact/hooks'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { openEntry } from '../open-world.ts'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { DriveControls } from './drive-controls.tsx'
import { driveText } from './outcome-text.ts'
import { PlaySwitch } from './play-switch.tsx'

export function DrivePanel({ layout }: { layout: Layout }) {
  const { commands } = usePanels()
  const over = useStore(state => state.play.finished !== 'no')
  const ended = useStore(state => state.play.finished === 'terminated')
  const fall = useStore(state => openEntry(state)?.fall ?? '')
  const help = useStore(state => state.play.help)
  const gamepad = useGamepad()
  return (
    <section class="dock play-panel drive" aria-label="Play it yourself" tabIndex={-1}>
      <DriveControls />
      <div class="outcome">
        <DriveScores />
        <p class="lab" role="status">
          <DriveOutcome />
        </p>
        {ended && fall && <p class="sub">{fall}</p>}
        {!over && layout !== 'phone' && (
          <p class="sub">
            {help}
            {gamepad && ' Gamepad connected: use its sticks, cross or shoulder buttons.'}
          </p>
        )}
      </div>
      <div class="again">
        <button type="button" class={over ? 'btn primary' : 'btn'} onClick={() => commands.restartPlay()}>
          Play again
          {layout !== 'phone' && <kbd>R</kbd>}
        </button>
        {layout !== 'phone' && <PlaySwitch />}
      </div>
    </section>
  )
}

function DriveOutcome() {
  const play = useStore(state => state.play)
  const touched = useTouch()
  return <>{driveText(play, touched)}</>
}

function DriveScores() {
  const play = useStore(state => state.play)
  return (
    <dl class="stats scores">
      <div class="stat">
        <dt>You</dt>
        <dd>{signedText(play.return)}</dd>
      </div>
      <div class="stat">
        <dt title="The newest policy on the same start">Pip{play.robot?.finished ? ', in the end' : ''}</dt>
        <dd>{signedText(play.robot?.return)}</dd>
      </div>
      <div class="stat">
        <dt>Your best</dt>
        <dd>{signedText(play.bestReturn)}</dd>
      </div>
      <div class="stat">
        <dt>Steps</dt>
        <dd>{play.steps}</dd>
      </div>
    </dl>
  )
}

/** A finger is the main pointer here. */
const useTouch = (): boolean => useState(() => matchMedia('(pointer: coarse)').matches)[0]

function useGamepad(): boolean {
  const connected = () => {
    try {
      return navigator.getGamepads().some(pad => pad?.connected)
    } catch {
      return false // a page in a frame without the permission
    }
  }
  const [there, setThere] = useState(connected)
  useEffect(() => {
    const update = () => setThere(connected())
    window.addEventListener('gamepadconnected', update)
    window.addEventListener('gamepaddisconnected', update)
    return () => {
      window.removeEventListener('gamepadconnected', update)
      window.removeEventListener('gamepaddisconnected', update)
    }
  }, [])
  return there
}
