/** What a critical eye would find; runs in the page. */
export function inspectLayout(touch: boolean) {
  const found: string[] = []
  const { scrollWidth } = document.documentElement
  if (scrollWidth > innerWidth) found.push(`page is ${scrollWidth} wide in a window of ${innerWidth}`)
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').trim().slice(0, 30)}"`
  const shown = (element: Element) => {
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.clipPath === 'none'
  }
  for (const element of document.querySelectorAll('button, a[href], select, input:not([type=file])')) {
    if (!shown(element)) continue
    const box = element.getBoundingClientRect()
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`out of the window: ${name(element)}`)
    const least = element.matches('button') ? (touch ? 36 : 24) : 14
    if (box.height < least) found.push(`only ${Math.round(box.height)} px high: ${name(element)}`)
  }
  for (const element of document.querySelectorAll('button, h1, h2, h3, p, label, output, b, dt, dd, li')) {
    if (!shown(element) || element.closest('[hidden], .sr')) continue
    const { overflowX, textOverflow } = getComputedStyle(element)
    if (
      overflowX === 'hidden' &&
      textOverflow !== 'ellipsis' &&
      element.scrollWidth > element.clientWidth + 1
    ) {
      found.push(`text is cut: ${name(element)}`)
    }
  }
  const canvas = document.querySelector('canvas')
  const stage = canvas?.getBoundingClientRect()
  return { found, stage: stage && { width: stage.width, height: stage.height, top: stage.top } }
}
