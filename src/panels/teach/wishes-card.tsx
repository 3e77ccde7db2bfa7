/** What one may wish of a robot, each with how far its newest policy gets, and how that went since the page was opened. */
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'

const [WIDTH, HEIGHT] = [72, 20]
/** Millimetres do not fill the height. */
const LEAST_REACH = 0.2

/** Nothing in worlds without such wishes. */
export function WishesCard() {
  const { commands } = usePanels()
  const wishes = useStore(state => state.teach.wishes)
  if (wishes.length === 0) return null
  return (
    <Card title="Things to wish for" question="No reward says these. Your answers can.">
      <table class="wishes">
        <caption class="sr">How far the newest robot fulfils each wish in a test of its own</caption>
        <tbody>
          {wishes.map(({ id, title, unit, goal, canBeSetUp, figures }) => (
            <tr key={id}>
              <th scope="row">
                {title}
                {goal && <small>{goal}</small>}
                {canBeSetUp && (
                  <button
                    type="button"
                    class="btn small"
                    title="Starts anew with the learner, the rewards and the settings with which this was taught when we measured it; your answers stay"
                    onClick={() => commands.setUpWish(id)}
                  >
                    Set Pip up for it
                  </button>
                )}
              </th>
              <td>
                <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
                  <path class="zero" d={zeroPath(figures)} />
                  <path d={linePath(figures)} />
                </svg>
              </td>
              <td class="got">
                {figures.length > 0 ? `${signedText(figures.at(-1)!, 2)} ${unit}` : 'not tested yet'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="sub">
        Prefer the clip that comes a little nearer; Pip tries more of that. A robot that stands still gets 0.
      </p>
    </Card>
  )
}

/** From the least to the most of them and 0, oldest on the left. */
export function linePath(figures: readonly number[]): string {
  if (figures.length < 2) return ''
  const height = heightOf(figures)
  return figures
    .map((figure, i) => {
      const x = 1 + (i / (figures.length - 1)) * (WIDTH - 2)
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${height(figure).toFixed(1)}`
    })
    .join('')
}

/** What a robot gets that stands still. */
const zeroPath = (figures: readonly number[]): string =>
  figures.length < 2 ? '' : `M1 ${heightOf(figures)(0).toFixed(1)}H${WIDTH - 1}`

function heightOf(figures: readonly number[]): (figure: number) => number {
  const low = Math.min(0, ...figures)
  const reach = Math.max(LEAST_REACH, Math.max(0, ...figures) - low)
  return figure => HEIGHT - 2 - ((figure - low) / reach) * (HEIGHT - 4)
}
