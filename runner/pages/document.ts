import { Html, markup } from './html.ts'
import { STYLE } from './style.ts'

export interface Page {
  readonly title: string
  /** Where the page belongs. */
  readonly back?: { readonly href: string; readonly words: string }
  readonly body: Html
  /** By which version, with which seed. */
  readonly made: Html
}

/** A page that needs nothing from elsewhere: no script, no request; none would be allowed. */
export function renderDocument({ title, back, body, made }: Page): string {
  const way =
    back &&
    markup`<nav aria-label="Where this belongs"><a href="${back.href}">← ${back.words}</a></nav>`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${way}
<main id="content" tabindex="-1">
${body}
</main>
<footer>${made}</footer>
</body>
</html>
`.toString()
}

/** Styles of the page itself and nothing else: enough to stop whatever an escape might have let through. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
