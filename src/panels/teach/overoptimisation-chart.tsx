/** True and learned return over the distance from the reference policy, the fitted law, the peak, and a repair beside them. */
import type { OveroptimisationCurve } from '../../core/teaching-reports.ts'
import { CHART, chartScale, lawPath, linePath, peakOf } from './overoptimisation-paths.ts'

interface ChartProps {
  readonly plain: OveroptimisationCurve
  readonly repaired: OveroptimisationCurve | null
}

export function OveroptimisationChart({ plain, repaired }: ChartProps) {
  const scale = chartScale(repaired ? [plain, repaired] : [plain])
  const { width, height, left, right, top, bottom } = CHART
  const peak = peakOf(plain)
  const law = plain.logFit.r2 >= plain.linearFit.r2 ? 'd (a - b log d)' : 'd (a - b d)'
  const label = `True return against distance from the reference policy: peak ${plain.peak.toFixed(2)} at ${peak.distance.toFixed(1)}, end ${plain.end.toFixed(2)}.`
  return (
    <figure class="overoptimisation">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {[0, 0.5, 1].map(share => (
          <g key={share}>
            <line class="grid" x1={left} x2={width - right} y1={scale.y(share)} y2={scale.y(share)} />
            <text class="tick" x={left - 6} y={scale.y(share) + 4} text-anchor="end">
              {share}
            </text>
          </g>
        ))}
        <text class="tick" x={left} y={height - 8}>
          0
        </text>
        <text class="tick" x={width - right} y={height - 8} text-anchor="end">
          {scale.farthest.toFixed(1)}
        </text>
        <text class="tick" x={(left + width - right) / 2} y={height - 8} text-anchor="middle">
          distance from acting at random (root of KL)
        </text>
        <path class="law" d={lawPath(plain.logFit, scale.farthest, scale)} />
        <path class="learned" d={linePath(plain.distance, plain.learnedReturn, scale)} />
        <path class="true" d={linePath(plain.distance, plain.trueReturn, scale)} />
        {repaired && <path class="repaired" d={linePath(repaired.distance, repaired.trueReturn, scale)} />}
        <line
          class="peak"
          x1={scale.x(peak.distance)}
          x2={scale.x(peak.distance)}
          y1={top}
          y2={height - bottom}
        />
        <circle class="peak" cx={scale.x(peak.distance)} cy={scale.y(peak.share)} r="4.500" />
      </svg>
      <figcaption class="row curve-key">
        <span>
          <i class="true" /> true reward
        </span>
        <span>
          <i class="learned" /> Pip's guess of it
        </span>
        <span>
          <i class="law" /> fitted law
        </span>
        {repaired && (
          <span>
            <i class="repaired" /> true, repaired
          </span>
        )}
      </figcaption>
      <p class="sub">
        1 is the best possible, 0 acting at random. Laws of Gao, Schulman and Hilton (2022): d (a - b log d)
        fits with R² {plain.logFit.r2.toFixed(2)}, d (a - b d) with {plain.linearFit.r2.toFixed(2)}; {law} is
        closer.
      </p>
    </figure>
  )
}
