import { createServer, type Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { renderSky } from './sky.ts'

/** What the workbook's pages do; the same as the exercises tell their fake browser. */
export interface Web {
  /** Milliseconds from the question to the page, by path: `{ '/a': 200 }`. */
  readonly pages: Readonly<Record<string, number>>
  /** Steps that fail; of them `goto /b` breaks the connection off instead of sending the page. */
  readonly fails?: readonly string[]
}

/** Pages that are served on this machine, to this machine. */
export interface Site {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly origin: string
  close(): Promise<void>
}

export interface SiteOptions {
  /** What the pages take for the present. @default the real one */
  readonly now?: () => Date
}

/** Serves each page of `web` after its time. An open site keeps no process alive. */
export async function openSite(
  { pages, fails = [] }: Web,
  { now = () => new Date() }: SiteOptions = {},
): Promise<Site> {
  const paths = Object.keys(pages)
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const tookMs = pages[path]
    if (tookMs === undefined) {
      response.writeHead(404).end()
      return
    }
    const askedAt = now()
    void delay(tookMs).then(() => {
      if (fails.includes(`goto ${path}`)) {
        request.socket.destroy()
        return
      }
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(
        renderSky({ path, askedAt, tookMs, hoursAhead: HOURS_APART * paths.indexOf(path) }),
      )
    })
  })
  const port = await listen(server)
  server.unref()
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Each page is a quarter of a day ahead of the one before it. */
const HOURS_APART = 6

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    // Any free port, and only for this machine.
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The site has no port'))
      else resolve(address.port)
    })
  })
}
