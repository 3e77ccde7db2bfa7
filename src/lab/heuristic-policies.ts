/**
 * Policies written by hand for the Box2D robots, after the rules that Gymnasium 1.3.0 ships beside them
 * (https://github.com/Farama-Foundation/Gymnasium, lunar_lander.py and bipedal_walker.py; MIT licence). They tell whether a
 * port is the same task without any learning: their returns over many episodes are known.
 *
 * An observation is single precision there, and so is what Python's own numbers make of it (NEP 50,
 * https://numpy.org/neps/nep-0050-scalar-promotion.html): every result is rounded.
 */
export interface HandWritten {
  /** Forgets the last episode. */
  begin(): void
  act(observation: Float32Array, action: Float32Array): void
}

const single = Math.fround
const minus = (a: number, b: number): number => single(single(a) - single(b))
const times = (a: number, b: number): number => single(single(a) * single(b))
const clip = (value: number, most: number): number => Math.min(most, Math.max(-most, value))

/** Steers towards a point above the pad with two proportional controllers, one for the tilt and one for the height. */
export function landerByHand(isContinuous: boolean): HandWritten {
  const widest = single(0.4)
  const least = single(0.05)
  return {
    begin: () => undefined,
    act([x, y, velocityX, velocityY, angle, spin, left, right], action) {
      const wantedAngle = clip(single(times(0.5, x!) + velocityX!), widest)
      const wantedHeight = times(0.55, Math.abs(x!))
      let turn = minus(times(0.5, minus(wantedAngle, angle!)), spin!)
      let lift = minus(times(0.5, minus(wantedHeight, y!)), times(0.5, velocityY!))
      if (left || right) {
        turn = 0
        lift = times(-0.5, velocityY!)
      }
      if (isContinuous) {
        action[0] = clip(minus(times(20, lift), 1), 1)
        action[1] = clip(times(-20, turn), 1)
      } else if (lift > Math.abs(turn) && lift > least) action[0] = 2
      else if (turn < -least) action[0] = 3
      else action[0] = turn > least ? 1 : 0
    },
  }
}

const fastest = 0.29
const kneeOfSupport = 0.1
const kneeStep = 0.03

/** Stands on one leg, puts the other down, pushes off with the first and changes legs. */
export class WalkerByHand implements HandWritten {
  private phase: 'stand' | 'put-down' | 'push-off' = 'stand'
  private moving: 0 | 1 = 0
  private knee = kneeOfSupport

  begin(): void {
    this.phase = 'stand'
    this.moving = 0
    this.knee = kneeOfSupport
  }

  act(observation: Float32Array, action: Float32Array): void {
    const hips = [0, 0]
    const knees = [0, 0]
    this.choose(observation, hips, knees)
    const [angle, spin, , velocityY] = observation
    const level = minus(times(-0.9, angle!), times(1.5, spin!))
    const damping = times(15, velocityY!)
    for (let leg = 0; leg < 2; leg++) {
      const base = 4 + 5 * leg
      const [hip, hipSpeed, knee, kneeSpeed] = observation.subarray(base, base + 4)
      // A target of 0 is none.
      const turnHip = hips[leg] ? minus(times(0.9, minus(hips[leg]!, hip!)), times(0.25, hipSpeed!)) : 0
      const turnKnee = knees[leg] ? minus(times(4, minus(knees[leg]!, knee!)), times(0.25, kneeSpeed!)) : 0
      action[2 * leg] = clip(0.5 * minus(turnHip, level), 1)
      action[2 * leg + 1] = clip(0.5 * minus(turnKnee, damping), 1)
    }
  }

  /** Writes where the joints should go; a phase that ends lets the next one act at once. */
  private choose(observation: Float32Array, hips: number[], knees: number[]): void {
    const { moving } = this
    const standing = 1 - moving
    const speed = observation[2]!
    if (this.phase === 'stand') {
      hips[moving] = 1.1
      knees[moving] = -0.6
      this.stretch()
      if (speed > single(fastest)) this.stretch()
      this.knee = Math.min(this.knee, kneeOfSupport)
      knees[standing] = this.knee
      if (observation[4 + 5 * standing]! < single(0.1)) this.phase = 'put-down'
    }
    if (this.phase === 'put-down') {
      hips[moving] = 0.1
      knees[moving] = kneeOfSupport
      knees[standing] = this.knee
      if (observation[4 + 5 * moving + 4]) {
        this.phase = 'push-off'
        this.knee = Math.min(observation[4 + 5 * moving + 2]!, kneeOfSupport)
      }
    }
    if (this.phase === 'push-off') {
      knees[moving] = this.knee
      knees[standing] = 1
      if (observation[4 + 5 * standing + 2]! > single(0.88) || speed > single(1.2 * fastest)) {
        this.phase = 'stand'
        this.moving = standing === 0 ? 0 : 1
      }
    }
  }

  /** Single precision from where it was taken from an observation. */
  private stretch(): void {
    this.knee = this.knee === kneeOfSupport ? this.knee + kneeStep : single(this.knee + single(kneeStep))
  }
}
