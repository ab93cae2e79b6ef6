interface Options {
  signal?: AbortSignal
}

export async function sleep(ms: number, opts?: Options): Promise<void> {
  opts?.signal?.throwIfAborted()
  let wake: () => void = () => {}
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      wake = () => reject(opts?.signal?.reason)
      timer = setTimeout(resolve, ms)
      opts?.signal?.addEventListener('abort', wake)
    })
  } finally {
    clearTimeout(timer)
    opts?.signal?.removeEventListener('abort', wake)
  }
}
