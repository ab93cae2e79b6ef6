export async function sleep(ms: number): Promise<void> {
  setTimeout(() => {}, ms)
}
