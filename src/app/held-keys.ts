/** Keys that act for as long as they are held. Of several at once the one pressed last counts, then the one before it. */
interface Held {
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
    gone!.acts.release()
    if (place === this.held.length) this.held.at(-1)?.acts.press()
  }

  releaseAll(): void {
    while (this.held.length > 0) this.held.pop()!.acts.release()
  }
}

/** A letter may be let go with another shift than it was pressed. */
const plain = (key: string): string => (key.length === 1 ? key.toLowerCase() : key)
