// Improvements only: every page works without this file.

const root = document.documentElement
root.classList.add('has-script')

const remember = (name, value) => {
  const age = value ? 31536000 : 0
  document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax`
}

const isTyping = (target) => target.closest('input, textarea, select, [contenteditable]')

// "/" goes to the search box, or to its page where there is no room for it; Escape closes an open menu and gives the focus back.
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const search = document.getElementById('search-words')
    if (search?.checkVisibility()) {
      event.preventDefault()
      search.focus()
      search.select()
    } else if (search) {
      document.querySelector('.top__seek').click()
    }
  }
  if (event.key === 'Escape') {
    const menu = event.target.closest('details.menu[open]')
    if (menu) {
      menu.open = false
      menu.querySelector('summary').focus()
    }
  }
  // A link that looks like a button answers to the space bar as well.
  if (event.key === ' ' && event.target.matches('a[role="button"]')) {
    event.preventDefault()
    event.target.click()
  }
})

// A click elsewhere, or another menu, closes a menu.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

// A second press within a second sends nothing twice.
let lastPress = -Infinity
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-prevent-double-click="true"]')
  if (!button) return
  if (event.timeStamp - lastPress < 1000) event.preventDefault()
  lastPress = event.timeStamp
})

// Somebody who leaves with words that are not saved is asked; a filter or a search loses nothing.
let unsaved = false
document.addEventListener('input', ({ target }) => {
  const form = target.form
  if (form?.method === 'post' && form.closest('main') && target.type !== 'password') unsaved = true
})
document.addEventListener('submit', (event) => {
  if (!event.defaultPrevented) unsaved = false
})
addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault()
})

// Light, dark, or as the device says.
const themes = [...document.querySelectorAll('[data-theme-choice]')]
const showTheme = () => {
  const now = root.dataset.theme || 'auto'
  for (const button of themes) button.setAttribute('aria-pressed', String(button.dataset.themeChoice === now))
}
for (const button of themes) {
  button.addEventListener('click', () => {
    const choice = button.dataset.themeChoice
    if (choice === 'auto') delete root.dataset.theme
    else root.dataset.theme = choice
    remember('theme', choice === 'auto' ? '' : choice)
    showTheme()
  })
}
showTheme()

// Rows close together or apart.
const densities = [...document.querySelectorAll('[data-rows-choice]')]
const showRows = () => {
  const now = root.dataset.rows || 'roomy'
  for (const button of densities) button.setAttribute('aria-pressed', String(button.dataset.rowsChoice === now))
}
for (const button of densities) {
  button.addEventListener('click', () => {
    const choice = button.dataset.rowsChoice
    if (choice === 'roomy') delete root.dataset.rows
    else root.dataset.rows = choice
    remember('rows', choice === 'roomy' ? '' : choice)
    showRows()
  })
}
showRows()

// A table is a stop for the keyboard only where it is too wide to be seen whole.
const frames = [...document.querySelectorAll('.table-frame')]
const measure = () => {
  for (const frame of frames) frame.tabIndex = frame.scrollWidth > frame.clientWidth ? 0 : -1
}
addEventListener('resize', measure)
measure()

for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print())

// To a field: what hides it opens, its question is seen, and it has the focus.
const goTo = (id) => {
  const field = document.getElementById(decodeURIComponent(id))
  if (!field) return false
  const input = field.matches('input, select, textarea') ? field : field.querySelector('input, select, textarea') || field
  for (let box = input.closest('details'); box; box = box.parentElement.closest('details')) box.open = true
  const question = input.closest('.nhsuk-form-group') || input
  question.scrollIntoView()
  input.focus({ preventScroll: true })
  return true
}

// Somebody came to mend a finding: the address names its field.
if (location.hash.length > 1 && new URLSearchParams(location.search).has('mend')) goTo(location.hash.slice(1))

// What is wrong gets the focus, so that it is read first; its links go to the field and show its question.
const summary = document.querySelector('.nhsuk-error-summary:not([data-disable-auto-focus="true"])')
if (summary) {
  summary.tabIndex = -1
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]')
    if (link && goTo(link.hash.slice(1))) event.preventDefault()
  })
}

// Long texts grow where the browser does not do it by style.
if (!CSS.supports('field-sizing', 'content')) {
  for (const area of document.querySelectorAll('textarea')) {
    const grow = () => {
      area.rows = Math.min(30, Math.max(5, area.value.split('\n').length + Math.ceil(area.value.length / 80)))
    }
    area.addEventListener('input', grow)
    grow()
  }
}

// How much room is left.
const letters = new Intl.Segmenter('en')
for (const group of document.querySelectorAll('[data-module="nhsuk-character-count"]')) {
  const area = group.querySelector('textarea')
  const message = group.querySelector('.nhsuk-character-count__message')
  const { maxwords, maxlength, threshold = 0, countType } = group.dataset
  const limit = Number(maxwords || maxlength)
  if (!limit) continue
  const unit = maxwords ? 'word' : 'character'
  const spoken = document.createElement('div')
  spoken.className = 'nhsuk-u-visually-hidden'
  spoken.setAttribute('aria-live', 'polite')
  message.after(spoken)
  const count = () => {
    if (maxwords) return (area.value.match(/\S+/g) || []).length
    return countType === 'length' ? [...letters.segment(area.value)].length : area.value.length
  }
  let waiting
  const show = () => {
    const used = count()
    const left = limit - used
    const many = (number) => `${number.toLocaleString('en-GB')} ${unit}${number === 1 ? '' : 's'}`
    const text = left < 0 ? `You have ${many(-left)} too many` : `You have ${many(left)} left`
    message.textContent = text
    message.classList.toggle('nhsuk-error-message', left < 0)
    area.classList.toggle('nhsuk-textarea--error', left < 0)
    message.hidden = used * 100 < limit * Number(threshold)
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      spoken.textContent = message.hidden ? '' : text
    }, 1000)
  }
  area.addEventListener('input', show)
  show()
}

// Show a password.
for (const group of document.querySelectorAll('[data-module="nhsuk-password-input"]')) {
  const input = group.querySelector('input')
  const button = group.querySelector('.nhsuk-js-password-input-toggle')
  button.hidden = false
  const show = (shown) => {
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? 'Hide' : 'Show'
    button.setAttribute('aria-label', shown ? 'Hide password' : 'Show password')
  }
  button.addEventListener('click', () => show(input.type === 'password'))
  input.form?.addEventListener('submit', () => show(false))
}

// "None of these" clears the others, and the other way round.
for (const group of document.querySelectorAll('[data-module="nhsuk-checkboxes"]')) {
  group.addEventListener('change', ({ target }) => {
    if (!target.checked) return
    const isExclusive = target.dataset.behaviour === 'exclusive'
    for (const box of group.querySelectorAll('input[type="checkbox"]')) {
      if (box !== target && (isExclusive || box.dataset.behaviour === 'exclusive')) box.checked = false
    }
  })
}

// A file can be dropped anywhere on its question; its name and size are told.
for (const group of document.querySelectorAll('[data-module="nhsuk-file-upload"]')) {
  const input = group.querySelector('input[type="file"]')
  const chosen = document.createElement('span')
  chosen.className = 'nhsuk-file-upload__chosen'
  chosen.setAttribute('role', 'status')
  chosen.textContent = 'You can drop a file here'
  input.after(chosen)
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`)
  input.addEventListener('change', () => {
    chosen.textContent = [...input.files].map((file) => `${file.name}, ${size(file.size)}`).join('; ') || 'No file chosen'
  })
  for (const name of ['dragenter', 'dragover']) {
    group.addEventListener(name, (event) => {
      event.preventDefault()
      group.classList.add('is-over')
    })
  }
  group.addEventListener('dragleave', (event) => {
    if (!group.contains(event.relatedTarget)) group.classList.remove('is-over')
  })
  group.addEventListener('drop', (event) => {
    event.preventDefault()
    group.classList.remove('is-over')
    if (input.disabled || event.dataTransfer.files.length === 0) return
    input.files = event.dataTransfer.files
    input.dispatchEvent(new Event('change'))
  })
}

// What is written is judged where it is read, by the same button's own answer: a moment after the last letter, and never while another judgement is on its way.
for (const form of document.querySelectorAll('form[data-judged]')) {
  const shown = document.getElementById(form.dataset.judged)
  let wait, busy, again
  const judge = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    try {
      const body = new FormData(form)
      body.append('judge', 'true')
      const answer = await fetch(location.href, { method: 'POST', body, headers: { 'X-Part': 'smart' } })
      if (answer.ok) shown.innerHTML = await answer.text()
    } catch {
      // Out of reach: the button still asks.
    }
    busy = false
    if (again) {
      again = false
      judge()
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(wait)
    wait = setTimeout(judge, 700)
  })
}

// An answer is taken into another program by one press; without a script it is chosen by hand.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll('[data-copy-before]')) button.hidden = false
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy-before]')
    if (!button) return
    await navigator.clipboard.writeText(button.parentElement.previousElementSibling.textContent.trim())
    button.textContent = 'Copied'
  })
}
