/**
 * Policies written by hand for the Box2D robots, after the rules that Gymnasium 1.3.0 ships beside them
 * (https://github.com/Farama-Foundation/Gymnasium, lunar_lander.py and bipedal_walker.py; MIT licence). They tell whether a
 * port is the same task without any learning: their returns over many episodes are known.
 */
export interface HandWritten {
  /** Forgets the last episode. */
  begin(): void
  act(observation: Float32Array, action: Float32Array): void
}

const clip = (value: number, most: number): number => Math.min(most, Math.max(-most, value))

/** Steers towards a point above the pad with two proportional controllers, one for the tilt and one for the height. */
export function landerByHand(isContinuous: boolean): HandWritten {
  return {
    begin: () => undefined,
    act([x, y, velocityX, velocityY, angle, spin, left, right], action) {
      const wantedAngle = clip(0.5 * x! + velocityX!, 0.4)
      const wantedHeight = 0.55 * Math.abs(x!)
      let turn = 0.5 * (wantedAngle - angle!) - spin!
      let lift = 0.5 * (wantedHeight - y!) - 0.5 * velocityY!
      if (left || right) {
        turn = 0
        lift = -0.5 * velocityY!
      }
      if (isContinuous) {
        action[0] = clip(20 * lift - 1, 1)
        action[1] = clip(-20 * turn, 1)
      } else if (lift > Math.abs(turn) && lift > 0.05) action[0] = 2
      else if (turn < -0.05) action[0] = 3
      else action[0] = turn > 0.05 ? 1 : 0
    },
  }
}

const fastest = 0.29
const kneeOfSupport = 0.1

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
    const level = -0.9 * angle! - 1.5 * spin!
    for (let leg = 0; leg < 2; leg++) {
      const base = 4 + 5 * leg
      const hip = hips[leg]!
      const knee = knees[leg]!
      // A target of 0 is none.
      const turnHip = hip ? 0.9 * (hip - observation[base]!) - 0.25 * observation[base + 1]! : 0
      const turnKnee = knee ? 4 * (knee - observation[base + 2]!) - 0.25 * observation[base + 3]! : 0
      action[2 * leg] = clip(0.5 * (turnHip - level), 1)
      action[2 * leg + 1] = clip(0.5 * (turnKnee - 15 * velocityY!), 1)
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
      this.knee = Math.min(this.knee + (speed > fastest ? 0.06 : 0.03), kneeOfSupport)
      knees[standing] = this.knee
      if (observation[4 + 5 * standing]! < 0.1) this.phase = 'put-down'
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
      if (observation[4 + 5 * standing + 2]! > 0.88 || speed > 1.2 * fastest) {
        this.phase = 'stand'
        this.moving = standing === 0 ? 0 : 1
      }
    }
  }
}
