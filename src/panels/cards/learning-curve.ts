/** The learning curve, drawn by uPlot on its own canvas; colours and type come from the page's tokens. */
import uPlot from 'uplot'
import type { Curves } from '../../core/frame.ts'
import { signedText } from '../number-text.ts'
import { type CurveRows, curveRange, curveRows } from './curve-data.ts'

export interface LearningCurve {
  update(curves: Curves, optimum: number | null, shown: { shaping: boolean; learned: boolean }): void
  resize(width: number, height: number): void
  destroy(): void
}

const ROWS = { task: 1, shaping: 2, learned: 3, evaluation: 4, optimum: 5 } as const

export function createLearningCurve(parent: HTMLElement, width: number, height: number): LearningCurve {
  const style = getComputedStyle(parent)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const font = `12px ${style.fontFamily}`
  const ink = token('--ink')
  const axis = {
    stroke: token('--ink-3'),
    font,
    grid: { stroke: token('--line'), width: 1 },
    ticks: { show: false },
  }
  let visible: readonly number[] = [ROWS.task, ROWS.evaluation, ROWS.optimum]
  const chart = new uPlot(
    {
      width,
      height,
      padding: [8, 10, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false },
        y: { range: plot => curveRange(plot.data as CurveRows, visible) },
      },
      axes: [
        {
          ...axis,
          size: 22,
          gap: 4,
          space: 60,
          grid: { show: false },
          // The word `episodes` stands at the right end.
          values: ({ scales: { x } }, ticks) =>
            ticks.map(tick => (tick > x!.min! + 0.78 * (x!.max! - x!.min!) ? '' : episodeTick(tick))),
        },
        {
          ...axis,
          size: 44,
          gap: 4,
          space: 34,
          values: (_, ticks) => ticks.map(tick => signedText(tick, digits(ticks))),
        },
      ],
      series: [
        {},
        { stroke: ink, width: 2.2, points: { show: false } },
        { stroke: token('--pos-4'), width: 2, dash: [6, 4], points: { show: false }, show: false },
        { stroke: token('--neg-4'), width: 2, dash: [2, 3], points: { show: false }, show: false },
        {
          paths: () => null,
          points: { show: true, size: 6, width: 1.5, stroke: ink, fill: token('--card') },
        },
        { stroke: token('--ink-3'), width: 1.5, dash: [10, 5], points: { show: false } },
      ],
    },
    [[], [], [], [], [], []],
    parent,
  )
  return {
    update(curves, optimum, shown) {
      const next: number[] = [ROWS.task, ROWS.evaluation, ROWS.optimum]
      if (shown.shaping) next.push(ROWS.shaping)
      if (shown.learned) next.push(ROWS.learned)
      visible = next
      chart.batch(() => {
        for (const row of [ROWS.shaping, ROWS.learned]) {
          if (chart.series[row]!.show !== next.includes(row))
            chart.setSeries(row, { show: next.includes(row) })
        }
        chart.setData(curveRows(curves, optimum))
      })
    },
    resize: (nextWidth, nextHeight) => chart.setSize({ width: nextWidth, height: nextHeight }),
    destroy: () => chart.destroy(),
  }
}

const episodeTick = (episode: number) =>
  episode >= 10_000
    ? `${Number((episode / 1000).toFixed(1))}k`
    : Number.isInteger(episode)
      ? String(episode)
      : ''

/** As many digits as neighbouring ticks need to differ. */
function digits(ticks: readonly number[]): number {
  const gap = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 1
  return [0, 1].find(count => Math.abs(gap - Number(gap.toFixed(count))) < 1e-9) ?? 2
}
