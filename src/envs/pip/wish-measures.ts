/**
 * How well a movement fulfils a wish: a number, higher is better, 0 for a robot that stands still. For experiments in which
 * teachers are simulated, and for judging what was learnt; a robot's own reward knows none of them.
 */
import { isInTheAir, type Movement, stands } from './movement.ts'

/** Leaning more than this is no way to wave (rad). */
const steadyLean = 0.5
const quarterTurn = Math.PI / 2
/** Standard gravity (m/s^2), as the engine's. */
const gravity = 9.81
/** What a landing costs: this many metres of the way for each metre of the fall that would end as fast. */
const landingPrice = 10

/**
 * Radians that the busier arm swings, either way, while its hand is above its shoulder, the torso leans less than 0.5 rad and a
 * foot stands on the bench, each at both ends of a step.
 */
export function wave(movement: Movement): number {
  const { count, lean, arms } = movement
  let most = 0
  for (const { angle, rise } of arms) {
    const waves = (i: number) => rise[i]! > 0 && Math.abs(lean[i]!) < steadyLean && !isInTheAir(movement, i)
    let swung = 0
    for (let i = 1; i < count; i++) if (waves(i - 1) && waves(i)) swung += Math.abs(angle[i]! - angle[i - 1]!)
    most = Math.max(most, swung)
  }
  return most
}

/**
 * Radians bent forward and up again: the most, over all earlier moments t and later ones u with every foot standing at both, of
 * min(lean at t, a quarter turn) - |lean at u|, less |lean at the first state|; at least 0.
 */
export function bow({ count, lean, feet }: Movement): number {
  if (count === 0) return 0
  let deepest = 0
  let best = 0
  for (let i = 0; i < count; i++) {
    if (!feet.every(height => stands(height[i]!))) continue
    deepest = Math.max(deepest, Math.min(lean[i]!, quarterTurn))
    best = Math.max(best, deepest - Math.abs(lean[i]!))
  }
  return Math.max(0, best - Math.abs(lean[0]!))
}

/** Metres that the torso goes backwards while no foot stands, at both ends of a step; metres forward in the air count against it. */
export function hopBackwards(movement: Movement): number {
  const { count, x } = movement
  let metres = 0
  for (let i = 1; i < count; i++) {
    if (isInTheAir(movement, i - 1) && isInTheAir(movement, i)) metres += x[i - 1]! - x[i]!
  }
  return metres
}

/**
 * Metres forward, less ten times the sum over all landings of v^2 / (2 g), the height (m) of a fall that ends as fast as the foot
 * comes down. v: the largest speed (m/s) at which its lowest point sank in the two steps up to the first state in which it stands.
 */
export function walkSoftly({ count, stepSeconds, x, feet }: Movement): number {
  if (count === 0) return 0
  let drops = 0
  for (const height of feet) {
    for (let i = 1; i < count; i++) {
      if (stands(height[i - 1]!) || !stands(height[i]!)) continue
      const last = height[i - 1]! - height[i]!
      const before = i > 1 ? height[i - 2]! - height[i - 1]! : 0
      const speed = Math.max(last, before, 0) / stepSeconds
      drops += (speed * speed) / (2 * gravity)
    }
  }
  return x[count - 1]! - x[0]! - landingPrice * drops
}

/** Turns (of a full circle each) that the torso makes backwards within one flight, the most of all flights; at least 0. */
export function backFlip(movement: Movement): number {
  const { count, lean } = movement
  let best = 0
  let flight = 0
  for (let i = 1; i < count; i++) {
    if (!isInTheAir(movement, i)) flight = 0
    else if (isInTheAir(movement, i - 1)) {
      flight += lean[i - 1]! - lean[i]!
      best = Math.max(best, flight)
    }
  }
  return best / (2 * Math.PI)
}
