/** The lens over squares; the true reward beside it when asked for. */
import type { ComponentChildren } from 'preact'
import type { Board } from '../../core/board.ts'
import type { TabularLearnedReward } from '../../core/learned-reward.ts'
import { useStore } from '../use-store.ts'
import { LensBoard } from './lens-board.tsx'
import { lensSentence } from './lens-data.ts'

interface BoardLensProps {
  readonly learned: TabularLearnedReward
  readonly board: Board
  readonly children: ComponentChildren
}

export function BoardLens({ learned, board, children }: BoardLensProps) {
  const showTrue = useStore(state => state.teach.showTrueReward)
  const sentence = lensSentence(learned, board)
  return (
    <>
      <div class={`lens ${showTrue ? 'two' : 'one'}`}>
        <figure>
          {showTrue && (
            <figcaption>
              <b>Pip's guess</b>
            </figcaption>
          )}
          <LensBoard
            board={board}
            mean={learned.mean}
            deviation={learned.standardDeviation}
            label={`Learned reward by square. ${sentence}`}
          />
        </figure>
        {showTrue && (
          <figure>
            <figcaption>
              <b>True reward</b> <span class="muted">hidden from Pip</span>
            </figcaption>
            <LensBoard
              board={board}
              mean={learned.trueReward}
              deviation={null}
              label="True reward by square"
            />
          </figure>
        )}
      </div>
      <p class="lens-says">{sentence}</p>
      {children}
    </>
  )
}
