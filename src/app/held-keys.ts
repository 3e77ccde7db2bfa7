/** Keys that act for as long as they are held. Of several that hold the same thing the one pressed last counts, then the one before it. */
interface Held {
  /** What it holds; the same for all where it is left out. */
  readonly holds?: number
  press(): void
  release(): void
}

export class HeldKeys {
  private readonly held: { readonly key: string; readonly acts: Held }[] = []

  /** A key that repeats itself while it is held acts once. */
  press(key: string, acts: Held): void {
    if (this.held.some(each => each.key === plain(key))) return
    this.held.push({ key: plain(key), acts })
    acts.press()
  }

  release(key: string): void {
    const place = this.held.findIndex(each => each.key === plain(key))
    if (place < 0) return
    const [gone] = this.held.splice(place, 1)
    const { acts } = gone!
    acts.release()
    const rivals = (each: { readonly acts: Held }) => each.acts.holds === acts.holds
    if (this.held.slice(place).some(rivals)) return
    this.held.findLast(rivals)?.acts.press()
  }

  releaseAll(): void {
    while (this.held.length > 0) this.held.pop()!.acts.release()
  }
}

/** A letter may be let go with another shift than it was pressed. */
const plain = (key: string): string => (key.length === 1 ? key.toLowerCase() : key)
