export function both(fa: () => Promise<string>, fb: () => Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const answers: string[] = []
    let missing = 2
    const listen = (promise: Promise<string>, place: number) => {
      promise.then((answer) => {
        answers[place] = answer
        if (--missing === 0) resolve(answers.join(''))
      }, reject)
    }
    listen(fa(), 0)
    listen(fb(), 1)
  })
}
