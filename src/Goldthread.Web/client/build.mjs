// Builds ../wwwroot/lib: one style sheet, one script, the typeface. Run by ClientAssets.targets; versions.json is written last and marks a finished build.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, 'node_modules')
const lib = join(here, '..', 'wwwroot', 'lib')
const typeface = '@fontsource-variable/atkinson-hyperlegible-next'

await rm(lib, { recursive: true, force: true })
await mkdir(join(lib, 'fonts'), { recursive: true })

const { css } = sass.compile(join(here, 'app.scss'), {
  style: 'compressed',
  loadPaths: [modules],
  quietDeps: true
})
await writeFile(join(lib, 'app.css'), css)
await cp(join(here, 'app.js'), join(lib, 'app.js'))

const cross = 'nhsuk-icon-cross.svg'
await cp(join(modules, 'nhsuk-frontend/dist/nhsuk/assets/images', cross), join(lib, cross))

for (const shape of ['normal', 'italic']) {
  for (const letters of ['latin', 'latin-ext']) {
    const file = `atkinson-hyperlegible-next-${letters}-wght-${shape}.woff2`
    await cp(join(modules, typeface, 'files', file), join(lib, 'fonts', file))
  }
}
await cp(join(modules, typeface, 'LICENSE'), join(lib, 'fonts', 'LICENSE.txt'))
await cp(join(here, 'LICENSE-nhsuk-frontend.txt'), join(lib, 'LICENSE-nhsuk-frontend.txt'))

const versions = {}
for (const name of ['nhsuk-frontend', typeface]) {
  versions[name] = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8')).version
}
await writeFile(join(lib, 'versions.json'), JSON.stringify(versions, null, 2) + '\n')
