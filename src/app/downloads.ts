/** Hands the person a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the data once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
