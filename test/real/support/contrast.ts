/**
 * Page code: every visible text whose contrast with its ground is below WCAG 2.2 AA (4.5:1, and 3:1 for text of 24 px,
 * or 18.66 px bold), as `[ratio, text, colour, ground]`. Colours are read through a canvas, which understands them all.
 */
export const contrastFailures = `(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  const rgba = (color) => {
    brush.clearRect(0, 0, 1, 1)
    brush.fillStyle = color
    brush.fillRect(0, 0, 1, 1)
    return [...brush.getImageData(0, 0, 1, 1).data]
  }
  const over = ([r, g, b, a], [x, y, z]) => [r, g, b].map((c, i) => (c * a + [x, y, z][i] * (255 - a)) / 255).concat(255)
  const luminance = (color) => {
    const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    if (element === null) return [255, 255, 255, 255]
    const style = getComputedStyle(element)
    const own = rgba(style.backgroundColor)
    return own[3] === 255 ? own : over(own, ground(element.parentElement))
  }
  const failures = []
  let texts = 0
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const text = walker.currentNode.textContent.trim()
    if (text === '' || element.closest('script,style,title,desc,noscript')) continue
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    if (box.width <= 1 || box.height <= 1 || style.visibility === 'hidden') continue
    const svg = element.namespaceURI.endsWith('svg')
    const flag = element.closest('.flag')
    const behind = flag ? rgba(getComputedStyle(flag.querySelector('circle,rect')).fill) : ground(element)
    const color = over(rgba(svg ? style.fill : style.color), behind)
    const [high, low] = [luminance(color), luminance(behind)].sort((a, b) => b - a)
    const ratio = (high + 0.05) / (low + 0.05)
    const size = parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    texts++
    if (ratio < (large ? 3 : 4.5)) failures.push([ratio.toFixed(2), text.slice(0, 40), String(color), String(behind)])
  }
  return { texts, failures }
})()`
