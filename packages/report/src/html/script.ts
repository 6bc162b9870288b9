/**
 * What the page does beyond being read: sorts tables, searches and folds rules, hands out the JSON. Plain text here
 * because it is hashed for the content security policy; it only ever writes `textContent`, never markup.
 */
export const SCRIPT = `'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const make = (tag, properties) => Object.assign(document.createElement(tag), properties)

// Folding: each rule's evidence opens with a button in its row.
for (const body of all('tbody.finding')) {
  const more = body.querySelector('.more')
  const title = body.querySelector('.title')
  const button = make('button', { type: 'button', className: 'fold', textContent: title.textContent })
  button.setAttribute('aria-expanded', 'false')
  button.setAttribute('aria-controls', more.id)
  more.hidden = true
  button.addEventListener('click', () => {
    more.hidden = !more.hidden
    button.setAttribute('aria-expanded', String(!more.hidden))
  })
  title.replaceChildren(button)
}

// Sorting: a button in each head; numbers by value, rows without one last.
const compare = (a, b) => {
  if (a === b) return 0
  if (a === '') return 1
  if (b === '') return -1
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y
}
for (const table of all('table.sortable')) {
  const heads = all('thead th', table)
  heads.forEach((head, column) => {
    const button = make('button', { type: 'button', className: 'sort', textContent: head.textContent })
    head.replaceChildren(button)
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending'
      for (const other of heads) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending')
      const keyed = all('tbody', table).map((body) => {
        const cell = body.rows[0].cells[column]
        return { body, key: cell.dataset.sort ?? cell.textContent }
      })
      keyed.sort((a, b) => (a.key === '' || b.key === '' || !down ? compare(a.key, b.key) : compare(b.key, a.key)))
      table.append(...keyed.map(({ body }) => body))
    })
  })
}

// Search, and how many rules are shown. Hiding by status is done by the style sheet.
const bodies = all('tbody.finding')
const shown = document.querySelector('#shown')
const place = document.querySelector('#search-place')
const tell = () => {
  const visible = bodies.filter((body) => getComputedStyle(body).display !== 'none').length
  shown.textContent = visible === bodies.length ? '' : visible + ' of ' + bodies.length + ' rules shown'
}
if (place) {
  const search = make('input', { type: 'search', id: 'search', placeholder: 'Search rules' })
  search.setAttribute('aria-label', 'Search rules')
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase()
    for (const body of bodies) body.hidden = !body.textContent.toLowerCase().includes(wanted)
    tell()
  })
  place.replaceWith(search)
  for (const box of all('.filters input[type=checkbox]')) box.addEventListener('change', tell)
}

// The document itself.
const json = document.querySelector('#report').textContent
const actions = document.querySelector('#data-actions')
const copy = make('button', { type: 'button', id: 'copy', textContent: 'Copy JSON' })
copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(json)
    copy.textContent = 'Copied'
  } catch {
    copy.textContent = 'The browser refused; use Download'
  }
})
const download = make('button', { type: 'button', id: 'download', textContent: 'Download JSON' })
download.addEventListener('click', () => {
  const href = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  make('a', { href, download: actions.dataset.file }).click()
  setTimeout(() => URL.revokeObjectURL(href), 60000)
})
actions.replaceChildren(copy, ' ', download)

// Paper has no buttons: folded numbers are printed open.
addEventListener('beforeprint', () => {
  for (const details of all('details')) details.open = true
})
`
