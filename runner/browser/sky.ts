/** What one page of the site shows. */
export interface Sky {
  readonly path: string
  readonly askedAt: Date
  readonly tookMs: number
  /** How far the page's clock is ahead of the present. */
  readonly hoursAhead: number
}

/** A page of 800 × 600: the sky as it is at some hour, and a clock that shows which. Needs nothing from elsewhere. */
export function renderSky({ path, askedAt, tookMs, hoursAhead }: Sky): string {
  const at = new Date(askedAt.getTime() + hoursAhead * 3_600_000)
  const hour = at.getHours() + at.getMinutes() / 60
  const { top, bottom, hills, isDay } = colours(hour)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${hoursAhead === 0 ? 'Now' : `In ${hoursAhead} hours`}</title>
<style>
  html, body { margin: 0; height: 100%; background: ${bottom} }
  svg { display: block; width: 100vw; height: 100vh }
  text { font: 400 22px "Open Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; fill: #fff; text-anchor: middle }
  .large { font-size: 46px; font-weight: 700 }
  .small { font-size: 17px; opacity: .85 }
</style>
<svg viewBox="0 0 800 600" preserveAspectRatio="xMidYMid slice">
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/>
    </linearGradient>
  </defs>
  <rect width="800" height="600" fill="url(#sky)"/>
  ${isDay ? '' : stars()}
  ${light(hour, isDay)}
  <path d="M0 470 C 140 400 250 430 380 465 S 640 400 800 450 V600 H0 Z" fill="${hills}" opacity=".55"/>
  <path d="M0 520 C 180 470 330 500 470 515 S 690 470 800 500 V600 H0 Z" fill="${hills}"/>
  ${clock(hour)}
  <text class="large" x="400" y="448">${hoursAhead === 0 ? 'Now' : `In ${hoursAhead} hours`}</text>
  <text x="400" y="520">${path} was asked for at ${timeOf(askedAt)} and sent ${tookMs} ms later.</text>
  <text class="small" x="400" y="556">Whoever had asked waited for it. The thread did not.</text>
</svg>
</html>
`
}

/** A dial with two hands. */
function clock(hour: number): string {
  const marks = Array.from({ length: 12 }, (_, mark) => {
    const length = mark % 3 === 0 ? 18 : 9
    return `<line y1="-122" y2="${length - 122}" transform="rotate(${mark * 30})" stroke="#34405a" stroke-width="${mark % 3 === 0 ? 6 : 3}" stroke-linecap="round"/>`
  })
  const hand = (turns: number, length: number, width: number): string =>
    `<line y1="14" y2="${-length}" transform="rotate(${(turns * 360).toFixed(1)})" stroke="#1d2740" stroke-width="${width}" stroke-linecap="round"/>`
  return `<g transform="translate(400 265) scale(.82)">
    <circle r="152" fill="#1d2740" opacity=".18" cy="6"/>
    <circle r="146" fill="#fffaf0"/>
    <circle r="146" fill="none" stroke="#34405a" stroke-width="8"/>
    ${marks.join('')}
    ${hand(hour / 12, 72, 11)}${hand(hour % 1, 108, 7)}
    <circle r="10" fill="#e4572e"/>
  </g>`
}

/** The sun by day, the moon by night, on its way from left to right. */
function light(hour: number, isDay: boolean): string {
  const way = (((isDay ? hour - 6 : hour - 18) + 24) % 24) / 12
  const x = Math.round(60 + way * 680)
  const y = Math.round(330 - Math.sin(way * Math.PI) * 260)
  return isDay
    ? `<circle cx="${x}" cy="${y}" r="62" fill="#fff3b0" opacity=".35"/><circle cx="${x}" cy="${y}" r="44" fill="#ffe28a"/>`
    : `<path d="M 12 -34 A 36 36 0 1 0 34 12 A 30 30 0 1 1 12 -34 Z" transform="translate(${x} ${y})" fill="#f4f1de"/>`
}

/** Always the same ones. */
function stars(): string {
  return Array.from({ length: 60 }, (_, star) => {
    const x = Math.round(scattered(star) * 800)
    const y = Math.round(scattered(star + 0.5) * 390)
    return `<circle cx="${x}" cy="${y}" r="${1 + (star % 3) * 0.6}" fill="#fff" opacity="${0.35 + (star % 5) * 0.12}"/>`
  }).join('')
}

/** From 0 to 1, and without a pattern that an eye would find. */
function scattered(seed: number): number {
  const far = Math.sin(seed * 127.1) * 43_758.5
  return far - Math.floor(far)
}

interface Colours {
  readonly top: string
  readonly bottom: string
  readonly hills: string
  readonly isDay: boolean
}

function colours(hour: number): Colours {
  const isDay = hour >= 6 && hour < 18
  if (hour >= 5 && hour < 8) return { top: '#4a6fa5', bottom: '#f7b787', hills: '#4f5d75', isDay }
  if (hour >= 8 && hour < 17) return { top: '#2f80d0', bottom: '#bfe3f7', hills: '#3d7a5c', isDay }
  if (hour >= 17 && hour < 20) return { top: '#3d2c5f', bottom: '#f2785c', hills: '#33294d', isDay }
  return { top: '#0b1230', bottom: '#2b3a67', hills: '#0e1730', isDay }
}

const timeOf = (date: Date): string => date.toTimeString().slice(0, 8)
