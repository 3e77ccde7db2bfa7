/** A paper card with its one heading. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface CardProps {
  readonly title: string
  /** The question the card answers, in a few words. */
  readonly question?: string
  readonly aside?: ComponentChildren
  readonly kind?: string
  readonly children: ComponentChildren
}

export function Card({ title, question, aside, kind = '', children }: CardProps) {
  const id = useId()
  return (
    <section class={`card ${kind}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span class="sub">{question}</span>
        {aside}
      </header>
      {children}
    </section>
  )
}
